import { scaleLinear, type ScaleLinear } from 'd3';
import { column } from '../../core/matrix.ts';
import type { Arrays } from '../../metrics/metric.ts';
import { formatCount, formatScore } from '../format.ts';
import { markup, type MarkupElement } from '../markup.ts';
import { codeName, columnExtent, factorName, type Matching } from './matched-pairs.ts';

/** Rows that are drawn; further ones would hide each other. */
const DRAWN_ROWS = 500;
/** Drawings of one page; the table of correlations has all pairs. */
const DRAWN_PAIRS = 20;
const SIZE = 300;
const INSET = 14;
const TICKS = 3;
const CORRELATION_DECIMALS = 2;

function createScale(extent: readonly [number, number], range: readonly [number, number]): ScaleLinear<number, number> {
  const [low, high] = extent;
  // A constant column lies in the middle.
  return scaleLinear(low === high ? [low - 1, high + 1] : extent, range);
}

function gridLines(x: ScaleLinear<number, number>, y: ScaleLinear<number, number>): MarkupElement[] {
  const vertical = x.ticks(TICKS).map((tick) => `M${Math.round(x(tick))} 0V${SIZE}`);
  const horizontal = y.ticks(TICKS).map((tick) => `M0 ${Math.round(y(tick))}H${SIZE}`);
  const zero = [
    ...(x.ticks(TICKS).includes(0) ? [`M${Math.round(x(0))} 0V${SIZE}`] : []),
    ...(y.ticks(TICKS).includes(0) ? [`M0 ${Math.round(y(0))}H${SIZE}`] : []),
  ];
  return [
    markup('path', { class: 'scatter__grid', ...STANDALONE.grid, d: [...vertical, ...horizontal].join('') }),
    markup('path', { class: 'scatter__zero', ...STANDALONE.zero, d: zero.join('') }),
  ];
}

/** Colours for a file of its own; where there are styles, they count. */
const STANDALONE = {
  grid: { fill: 'none', stroke: '#d6deda' },
  zero: { fill: 'none', stroke: '#7a8986' },
  points: { fill: 'none', stroke: '#0a6257', 'stroke-linecap': 'round', 'stroke-opacity': 0.5, 'stroke-width': 5 },
} as const;

/** One factor, across, against one code, up. */
export function drawPair({ factors, codes }: Arrays, factor: number, code: number): MarkupElement {
  const x = createScale(columnExtent(factors, factor), [INSET, SIZE - INSET]);
  const y = createScale(columnExtent(codes, code), [SIZE - INSET, INSET]);
  const [across, up] = [column(factors, factor), column(codes, code)];
  let points = '';
  for (let row = 0; row < Math.min(factors.rows, DRAWN_ROWS); row++)
    points += `M${Math.round(x(across[row]!))} ${Math.round(y(up[row]!))}h0`;
  return markup(
    'svg',
    { class: 'scatter', viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true', focusable: 'false' },
    gridLines(x, y),
    markup('path', { class: 'scatter__points', ...STANDALONE.points, d: points }),
  );
}

/**
 * Each factor against the code that it is matched with, one drawing a pair. What a drawing shows is said in the line under it, and by
 * the table of correlations.
 */
export function scatterOfPairs(arrays: Arrays, { kind, pairs, correlations }: Matching): MarkupElement {
  const { rows } = arrays.factors;
  const unmatched = correlations.map((_, factor) => factor).filter((j) => pairs.every(({ factor }) => factor !== j));
  const drawn = rows > DRAWN_ROWS ? ` The first ${DRAWN_ROWS} of ${formatCount(rows)} rows are drawn.` : '';
  const beyond = pairs.length > DRAWN_PAIRS ? ` The first ${DRAWN_PAIRS} of ${pairs.length} pairs are drawn.` : '';
  const without =
    unmatched.length === 0
      ? ''
      : ` Without a code of ${unmatched.length === 1 ? 'its' : 'their'} own: ${unmatched.map(factorName).join(', ')}.`;
  return markup(
    'figure',
    {},
    markup('p', { class: 'figure-title' }, 'Each factor against its code'),
    markup(
      'ul',
      { class: 'scatters' },
      pairs
        .slice(0, DRAWN_PAIRS)
        .map(({ factor, code, correlation }) =>
          markup(
            'li',
            {},
            drawPair(arrays, factor, code),
            markup(
              'p',
              { class: 'scatter__label' },
              markup('span', {}, `${factorName(factor)} → ${codeName(code)}`),
              markup('span', { class: 'number' }, `r = ${formatScore(correlation, CORRELATION_DECIMALS)}`),
            ),
          ),
        ),
    ),
    markup(
      'figcaption',
      {},
      `Factors across, codes up, ${kind} correlation r. A code that recovers its factor up to scale draws a line; one that mixes factors, or knows nothing, draws a cloud.${drawn}${beyond}${without}`,
    ),
  );
}
