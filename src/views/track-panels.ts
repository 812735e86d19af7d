import { scaleLinear } from 'd3';
import { column, type Matrix } from '../core/matrix.ts';
import { formatCsv } from './encode/csv.ts';
import { columnExtent } from './lab/matched-pairs.ts';
import { markup, type MarkupElement } from './markup.ts';

const SIZE = 300;
const INSET = 14;

/** Two columns of one array, to be drawn against each other. */
export interface Plane {
  readonly title: string;
  /** What the axes are, across and up. */
  readonly axes: readonly [string, string];
  readonly values: Matrix;
  readonly columns: readonly [number, number];
}

/** Colours outside a page with styles. */
const STROKES = ['#0a6257', '#a12b14', '#36489e', '#7a8986'] as const;

/** Which quarter of the plane of the first two factors each row is in, cut at their medians. */
export function quartersOf(factors: Matrix): number[] {
  const halves = [0, 1].map((j) => {
    const values = column(factors, Math.min(j, factors.columns - 1));
    const median = values.toSorted()[Math.floor(values.length / 2)]!;
    return Array.from(values, (value) => Number(value >= median));
  });
  return halves[0]!.map((half, row) => 2 * half + halves[1]![row]!);
}

/** The points of a plane, coloured by the quarter of the factors' plane that each comes from. */
export function drawPlane({ values, columns: [a, b] }: Plane, quarters: readonly number[]): MarkupElement {
  const scale = (index: number, range: [number, number]) => {
    const [low, high] = columnExtent(values, index);
    return scaleLinear(low === high ? [low - 1, high + 1] : [low, high], range);
  };
  const [x, y] = [scale(a, [INSET, SIZE - INSET]), scale(b, [SIZE - INSET, INSET])];
  const [across, up] = [column(values, a), column(values, b)];
  const paths = STROKES.map((stroke, quarter) => {
    const points = quarters.flatMap((own, row) =>
      own === quarter ? [`M${Math.round(x(across[row]!))} ${Math.round(y(up[row]!))}h0`] : [],
    );
    return markup('path', {
      class: `quarter quarter--${quarter}`,
      d: points.join(''),
      fill: 'none',
      stroke,
      'stroke-linecap': 'round',
      'stroke-width': 6,
    });
  });
  return markup('svg', { class: 'scatter', viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true', focusable: 'false' }, paths);
}

/** Digits of a value in a table for readers' own drawings. */
const DIGITS = 6;

/** The points of the planes as CSV, a line for each row. @param names of the columns, two a plane */
export function panelsCsv(planes: readonly Plane[], quarters: readonly number[], names: readonly string[]): string {
  const columns = planes.flatMap(({ values, columns: own }) => own.map((j) => column(values, j)));
  const rows = quarters.map((quarter, row) => [
    row,
    quarter + 1,
    ...columns.map((values) => Number(values[row]!.toPrecision(DIGITS))),
  ]);
  return formatCsv(['row', 'quarter', ...names], rows);
}

/** Planes beside each other as a drawing of its own. */
export function panelsDrawing(title: string, planes: readonly Plane[], quarters: readonly number[]): MarkupElement {
  const gap = 24;
  const width = planes.length * (SIZE + gap) + gap;
  const height = SIZE + 96;
  const label = (x: number, y: number, words: string, size: number) =>
    markup('text', { x, y, 'font-family': 'Source Sans 3, Arial, sans-serif', 'font-size': size, fill: '#14211f' }, words);
  return markup(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    markup('title', {}, title),
    markup('rect', { width, height, fill: '#ffffff' }),
    planes.flatMap((plane, i) => {
      const drawing = drawPlane(plane, quarters);
      const x = gap + i * (SIZE + gap);
      return [
        label(x, 32, plane.title, 17),
        markup('rect', { x, y: 44, width: SIZE, height: SIZE, fill: 'none', stroke: '#d6deda' }),
        markup('svg', { ...drawing.attributes, x, y: 44, width: SIZE, height: SIZE }, ...drawing.children),
        label(x, SIZE + 64, `${plane.axes[0]} across, ${plane.axes[1]} up`, 14),
      ];
    }),
    label(gap, height - 10, title, 13),
  );
}
