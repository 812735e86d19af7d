import { formatInterval, formatScore } from './format.ts';
import type { StripScore } from './score-chart.ts';

/** What the image that a shared link shows says. */
export interface SocialImage {
  readonly kicker: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Size that networks ask for. */
export const IMAGE_SIZE = { width: 1200, height: 630 } as const;

const COLOURS = {
  paper: '#fbfcfb',
  ink: '#14211f',
  soft: '#4b5a57',
  accent: '#0a6257',
  rule: '#7a8986',
  rubric: '#a12b14',
  band: '#e2ecea',
} as const;
const MARGIN = 80;
const TITLE = { size: 68, characters: 30, lines: 3 } as const;
const RESULT_TITLE = { size: 58, characters: 38 } as const;
const TEXT = { size: 32, characters: 66, lines: 4 } as const;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Breaks a text into lines at spaces; what does not fit ends in an ellipsis. */
export function wrapText(text: string, characters: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= characters || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/[,;:.]$/, '')} …`];
}

interface TextStyle {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  /** Where the line begins. */
  readonly x?: number;
}

function textLine(text: string, y: number, { size, colour, weight = 400, x = MARGIN }: TextStyle): string {
  return `<text x="${x}" y="${y}" font-family="Source Sans 3" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeXml(text)}</text>`;
}

/** What the image of a result says. */
export interface ResultImage {
  readonly track: string;
  readonly method: string;
  /** Name of the ranking score. */
  readonly metric: string;
  readonly digest: string;
  /** “verified”, “reported” or “superseded”. */
  readonly status: string;
  readonly score: StripScore;
  readonly twin: StripScore | null;
  readonly floor: number | null;
  readonly ceiling: number | null;
}

/** Place of a score on the rule. */
function placeOf(score: number): number {
  return MARGIN + (IMAGE_SIZE.width - 2 * MARGIN) * Math.min(1, Math.max(0, score));
}

function interval({ lower, upper }: StripScore, y: number, colour: string): string {
  if (lower === null || upper === null) return '';
  return `<path d="M${placeOf(lower)} ${y}H${placeOf(upper)}" stroke="${colour}" stroke-width="6" />`;
}

/** The score, its twin and its bounds on the measuring rule. */
function ruler({ score, twin, floor, ceiling }: ResultImage, y: number): string {
  const [from, to] = [placeOf(floor ?? 0), placeOf(ceiling ?? 1)];
  const band =
    floor === null && ceiling === null
      ? ''
      : `<rect x="${from}" y="${y - 110}" width="${Math.max(0, to - from)}" height="110" fill="${COLOURS.band}" />`;
  const twinMark =
    twin === null
      ? ''
      : `${interval(twin, y - 36, COLOURS.rubric)}<circle cx="${placeOf(twin.mean)}" cy="${y - 36}" r="11" fill="${COLOURS.paper}" stroke="${COLOURS.rubric}" stroke-width="5" />`;
  const mark = `${interval(score, y - 78, COLOURS.accent)}<circle cx="${placeOf(score.mean)}" cy="${y - 78}" r="16" fill="${COLOURS.accent}" />`;
  return band + rule(y) + twinMark + mark;
}

/** The image of a result as SVG: its score in figures and on the rule, between floor and ceiling, with its twin. */
export function drawResultImage(image: ResultImage): string {
  const { track, method, metric, digest, status, score, twin } = image;
  const { width, height } = IMAGE_SIZE;
  const number = formatScore(score.mean);
  const beside = [
    score.lower === null ? metric : `${metric}, 95% interval ${formatInterval(score.lower, score.upper)}`,
    twin === null ? 'Must-fail twin not submitted' : `Must-fail twin ${formatScore(twin.mean)}`,
  ];
  const besideAt = MARGIN + 340;
  const parts = [
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}" />`,
    `<rect width="${width}" height="12" fill="${COLOURS.accent}" />`,
    ...wrapText(track, TEXT.characters, 1).map((line) => textLine(line, 92, { size: 32, colour: COLOURS.rubric, weight: 600 })),
    ...wrapText(method, RESULT_TITLE.characters, 1).map((line) =>
      textLine(line, 172, { size: RESULT_TITLE.size, colour: COLOURS.ink, weight: 600 }),
    ),
    textLine(number, 318, { size: 128, colour: COLOURS.ink, weight: 600 }),
    ...beside
      .flatMap((line) => wrapText(line, 48, 2))
      .slice(0, 3)
      .map((line, i) => textLine(line, 252 + i * 40, { size: 30, colour: COLOURS.soft, x: besideAt })),
    ruler(image, height - 118),
    ...[0, 0.5, 1].map((tick) =>
      textLine(String(tick), height - 84, { size: 24, colour: COLOURS.soft, x: placeOf(tick) - (tick === 0.5 ? 16 : 6) }),
    ),
    textLine(`Custodes: result ${digest}, ${status}`, height - 32, { size: 30, colour: COLOURS.accent, weight: 600 }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

/** A measuring rule as under the site's header: a tick every twentieth, longer at the ends and in the middle. */
function rule(y: number): string {
  const width = IMAGE_SIZE.width - 2 * MARGIN;
  const ticks = Array.from({ length: 21 }, (_, i) => {
    const length = i % 10 === 0 ? 18 : 9;
    return `<path d="M${MARGIN + (width * i) / 20} ${y}v-${length}" />`;
  });
  return `<g stroke="${COLOURS.rule}" stroke-width="2"><path d="M${MARGIN} ${y}h${width}" />${ticks.join('')}</g>`;
}

/** The image as SVG, to be drawn with Source Sans 3. */
export function drawSocialImage({ kicker, title, lines }: SocialImage): string {
  const { width, height } = IMAGE_SIZE;
  const titleLines = wrapText(title, TITLE.characters, TITLE.lines);
  const textLines = lines.flatMap((line) => wrapText(line, TEXT.characters, TEXT.lines)).slice(0, TEXT.lines);
  const top = 236;
  const below = top + titleLines.length * TITLE.size * 1.12 + 12;
  const parts = [
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}" />`,
    `<rect width="${width}" height="12" fill="${COLOURS.accent}" />`,
    textLine(kicker, 150, { size: 32, colour: COLOURS.rubric, weight: 600 }),
    ...titleLines.map((line, i) =>
      textLine(line, top + i * TITLE.size * 1.12, { size: TITLE.size, colour: COLOURS.ink, weight: 600 }),
    ),
    ...textLines.map((line, i) => textLine(line, below + i * TEXT.size * 1.35, { size: TEXT.size, colour: COLOURS.soft })),
    rule(height - 88),
    textLine('Custodes: a registry of identifiability', height - 40, { size: 30, colour: COLOURS.accent, weight: 600 }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}
