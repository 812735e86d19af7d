import type { CodesView } from './codes-view.ts';
import { formatScore } from './format.ts';
import { codeName, factorName, type Matching } from './lab/matched-pairs.ts';
import { drawPair } from './lab/scatter.ts';
import { markup, type MarkupElement } from './markup.ts';
import { toXml } from './encode/xml.ts';

/** A file stands alone: it has no styles, and is light whatever its reader's theme. */
const COLOURS = {
  paper: '#ffffff',
  ink: '#14211f',
  soft: '#4b5a57',
  accent: '#0a6257',
  rubric: '#a12b14',
  rule: '#d6deda',
} as const;
const CELL = { width: 46, height: 24 } as const;
const PANEL = 150;
const GAP = 24;
const LABEL = 34;
const DECIMALS = 2;
/** From this strength on, white figures read better on a cell. */
const STRONG = 0.6;

function text(x: number, y: number, words: string, attributes: Readonly<Record<string, string | number>> = {}): MarkupElement {
  return markup(
    'text',
    { x, y, fill: COLOURS.ink, 'font-family': 'Source Sans 3, Arial, sans-serif', 'font-size': 14, ...attributes },
    words,
  );
}

function heatMap({ correlations, pairs }: Matching, left: number, top: number): MarkupElement[] {
  const at = (factor: number, code: number) => ({ x: left + LABEL + code * CELL.width, y: top + 20 + factor * CELL.height });
  const codes = correlations[0]?.length ?? 0;
  const heads = Array.from({ length: codes }, (_, code) =>
    text(at(0, code).x + CELL.width / 2, top + 14, codeName(code), { 'text-anchor': 'middle' }),
  );
  const rows = correlations.flatMap((row, factor) => [
    text(left, at(factor, 0).y + 17, factorName(factor)),
    ...row.flatMap((correlation, code) => {
      const { x, y } = at(factor, code);
      const strength = Math.min(1, Math.abs(correlation));
      const isMatched = pairs.some((pair) => pair.factor === factor && pair.code === code);
      const box = { x, y, width: CELL.width, height: CELL.height };
      return [
        markup('rect', {
          ...box,
          fill: correlation < 0 ? COLOURS.rubric : COLOURS.accent,
          'fill-opacity': Number(strength.toFixed(DECIMALS)),
          stroke: isMatched ? COLOURS.ink : COLOURS.rule,
          'stroke-width': isMatched ? 2 : 1,
        }),
        text(x + CELL.width / 2, y + 17, formatScore(correlation, DECIMALS), {
          'text-anchor': 'middle',
          ...(strength > STRONG && { fill: COLOURS.paper }),
        }),
      ];
    }),
  ]);
  return [...heads, ...rows];
}

/** One model's table of correlations and scatters, and how much room they take. */
function drawModel(
  title: string,
  { arrays, drawn, table }: CodesView,
  left: number,
): { parts: MarkupElement[]; width: number; height: number } {
  const rows = table?.correlations.length ?? 0;
  const columns = table?.correlations[0]?.length ?? 0;
  const below = 56 + (rows === 0 ? 0 : 20 + rows * CELL.height + GAP);
  const scatters = drawn.pairs.flatMap(({ factor, code, correlation }, k) => {
    const [x, y] = [left + (k % 2) * (PANEL + GAP), below + Math.floor(k / 2) * (PANEL + 40)];
    const drawing = drawPair(arrays, factor, code);
    return [
      markup('svg', { ...drawing.attributes, x, y, width: PANEL, height: PANEL }, ...drawing.children),
      markup('rect', { x, y, width: PANEL, height: PANEL, fill: 'none', stroke: COLOURS.rule }),
      text(x, y + PANEL + 18, `${factorName(factor)} → ${codeName(code)}`),
      text(x + PANEL, y + PANEL + 18, `r = ${formatScore(correlation, DECIMALS)}`, { 'text-anchor': 'end', fill: COLOURS.soft }),
    ];
  });
  return {
    parts: [
      text(left, 40, title, { 'font-size': 18, 'font-weight': 600 }),
      ...(table === null ? [] : heatMap(table, left, 52)),
      ...scatters,
    ],
    width: Math.max(2 * PANEL + GAP, LABEL + columns * CELL.width),
    height: below + Math.ceil(drawn.pairs.length / 2) * (PANEL + 40),
  };
}

/** Correlations and scatters of models side by side, as the text of an SVG file. @param title what the picture is of */
export function codesSvg(title: string, views: Readonly<Record<string, CodesView>>): string {
  let left = GAP;
  const models = Object.entries(views).map(([name, view]) => {
    const model = drawModel(name, view, left);
    left += model.width + 2 * GAP;
    return model;
  });
  const height = Math.max(0, ...models.map((model) => model.height)) + 36;
  return toXml(
    markup(
      'svg',
      { xmlns: 'http://www.w3.org/2000/svg', width: left, height, viewBox: `0 0 ${left} ${height}`, role: 'img' },
      markup('title', {}, title),
      markup('rect', { width: left, height, fill: COLOURS.paper }),
      models.flatMap(({ parts }) => parts),
      text(GAP, height - 12, title, { 'font-size': 13, fill: COLOURS.soft }),
    ),
  );
}
