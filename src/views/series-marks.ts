import { markup, type MarkupElement } from './markup.ts';

/** Shapes about the origin: results differ by shape as well as by colour. */
const SHAPES = [
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  'M-4.5-4.5h9v9h-9z',
  'M0-6.2 6.2 0 0 6.2-6.2 0z',
  'M0-5.8 5.8 4.6H-5.8z',
] as const;

/** The sign of a result, as it stands in charts. @param x where, in a drawing */
export function seriesMark(index: number, x: string, y: number): MarkupElement {
  return markup('svg', { x, y, overflow: 'visible' }, markup('path', { class: `series series--${index}`, d: SHAPES[index] }));
}

/** The sign of a result for a heading or a list. */
export function seriesKey(index: number): MarkupElement {
  return markup('svg', { class: 'series-key', width: 16, height: 14, 'aria-hidden': 'true' }, seriesMark(index, '8', 7));
}
