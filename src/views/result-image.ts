import type { ScoreSummary } from '../evaluation/score-summary.ts';
import { formatInterval, formatScore } from './format.ts';
import { markup, type Markup } from './markup.ts';
import type { StripScore } from './score-chart.ts';
import { COLOURS, IMAGE_SIZE, imageOf, MARGIN, rule, TEXT, textLine, wrapText } from './social-image.ts';
import { twinLine } from './twin-words.ts';

const TITLE = { size: 58, characters: 38 } as const;
/** Where the words beside the number begin. */
const BESIDE = MARGIN + 340;

/** What the image of a result says. */
export interface ResultImage {
  readonly track: string;
  readonly method: string;
  /** Name of the ranking score. */
  readonly metric: string;
  readonly digest: string;
  /** How the result came about, or “superseded”. */
  readonly status: string;
  readonly score: StripScore;
  /** Null where no twin was submitted. */
  readonly twin: ScoreSummary | null;
  readonly floor: number | null;
  readonly ceiling: number | null;
}

/** Place of a score on the rule. */
function placeOf(score: number): number {
  return MARGIN + (IMAGE_SIZE.width - 2 * MARGIN) * Math.min(1, Math.max(0, score));
}

function interval(lower: number | null, upper: number | null, y: number, colour: string): Markup {
  if (lower === null || upper === null) return '';
  return markup('path', { d: `M${placeOf(lower)} ${y}H${placeOf(upper)}`, stroke: colour, 'stroke-width': 6 });
}

/** The score, its twin and its bounds on the measuring rule. */
function ruler({ score, twin, floor, ceiling }: ResultImage, y: number): Markup[] {
  const { paper, accent, rubric, band } = COLOURS;
  const [from, to] = [placeOf(floor ?? 0), placeOf(ceiling ?? 1)];
  const hasBounds = floor !== null || ceiling !== null;
  const bounds = hasBounds
    ? [markup('rect', { x: from, y: y - 110, width: Math.max(0, to - from), height: 110, fill: band })]
    : [];
  const ofTwin =
    twin === null || twin.mean === null
      ? []
      : [
          interval(twin.lower, twin.upper, y - 36, rubric),
          markup('circle', { cx: placeOf(twin.mean), cy: y - 36, r: 11, fill: paper, stroke: rubric, 'stroke-width': 5 }),
        ];
  const mark = markup('circle', { cx: placeOf(score.mean), cy: y - 78, r: 16, fill: accent });
  return [...bounds, rule(y), ...ofTwin, interval(score.lower, score.upper, y - 78, accent), mark];
}

/** The image of a result as SVG: its score in figures and on the rule, between floor and ceiling, with its twin. */
export function drawResultImage(image: ResultImage): string {
  const { track, method, metric, digest, status, score, twin } = image;
  const { ink, soft, rubric, accent } = COLOURS;
  const { height } = IMAGE_SIZE;
  const beside = [
    score.lower === null ? metric : `${metric}, 95% interval ${formatInterval(score.lower, score.upper)}`,
    `Must-fail twin ${twinLine(twin)}`,
  ];
  return imageOf(
    ...wrapText(track, TEXT.characters, 1).map((line) => textLine(line, 92, { size: 32, colour: rubric, weight: 600 })),
    ...wrapText(method, TITLE.characters, 1).map((line) => textLine(line, 172, { size: TITLE.size, colour: ink, weight: 600 })),
    textLine(formatScore(score.mean), 318, { size: 128, colour: ink, weight: 600 }),
    ...beside
      .flatMap((line) => wrapText(line, 48, 2))
      .map((line, i) => textLine(line, 238 + i * 38, { size: 29, colour: soft, x: BESIDE })),
    ...ruler(image, height - 118),
    ...[0, 0.5, 1].map((tick) =>
      textLine(String(tick), height - 84, { size: 24, colour: soft, x: placeOf(tick) - (tick === 0.5 ? 16 : 6) }),
    ),
    textLine(`Custodes: result ${digest}, ${status}`, height - 32, { size: 30, colour: accent, weight: 600 }),
  );
}
