import { assignMaximum } from '../core/linear-algebra/assignment.ts';
import { column } from '../core/matrix.ts';
import { cosines } from '../metrics/structure/sae_mcc/dictionary-recovery.ts';
import type { StructurePair } from '../metrics/structure/structure-metric.ts';
import type { Arrays } from '../metrics/metric.ts';
import { formatCsv } from './encode/csv.ts';
import { markup, type MarkupElement } from './markup.ts';

/** A true direction and the learned one that it is matched with, counted from 0; the cosine is signed. */
export interface DirectionPair {
  readonly atom: number;
  readonly code: number;
  readonly cosine: number;
}

/** A coefficient of a true direction in one row, and what its learned direction contributes there. */
interface Strength {
  readonly truth: number;
  readonly learned: number;
}

/** What is drawn of a dictionary. */
export interface DictionaryView {
  /** By falling |cosine|: every matched pair. */
  readonly pairs: readonly DirectionPair[];
  /** Some of the pairs, evenly spaced from the best to the worst. */
  readonly shown: readonly DirectionPair[];
  /** |cosine| of each shown true direction, a row, with the learned direction of each shown pair, a column. */
  readonly matrix: readonly (readonly number[])[];
  /** Of all pairs and rows in which either is not 0, as far as they are drawn. */
  readonly strengths: readonly Strength[];
  /** Shares of all pairs and rows: present coefficients whose code fires, and firing codes whose coefficient is present. */
  readonly found: number;
  readonly right: number;
}

/** Directions that the matrix shows. */
const SHOWN = 24;
/** Points that a scatter shows: a dense code fires everywhere. */
const MOST_POINTS = 3000;
const SIZE = 300;
const INSET = 14;
/** From here on two directions are the same to the eye. */
const CLOSE = 0.9;

const absolute = ({ cosine }: DirectionPair) => Math.abs(cosine);

function strengthsOf({ factors, codes }: Arrays, pairs: readonly DirectionPair[], lengths: readonly number[]) {
  const strengths: Strength[] = [];
  const counts = { present: 0, firing: 0, both: 0 };
  const columns = pairs.map(({ atom, code, cosine }) => {
    const scale = lengths[code]! * (cosine < 0 ? -1 : 1);
    return { truth: column(factors, atom), learned: column(codes, code).map((value) => value * scale) };
  });
  // Row by row, so that what is left out belongs to whole rows.
  for (let row = 0; row < factors.rows; row++) {
    for (const { truth, learned } of columns) {
      const [a, b] = [truth[row]!, learned[row]!];
      counts.present += Number(a !== 0);
      counts.firing += Number(b > 0);
      counts.both += Number(a !== 0 && b > 0);
      if ((a !== 0 || b !== 0) && strengths.length < MOST_POINTS) strengths.push({ truth: a, learned: b });
    }
  }
  const share = (total: number) => (total === 0 ? 0 : counts.both / total);
  return { strengths, found: share(counts.present), right: share(counts.firing) };
}

/** Matches learned directions with true ones, and codes with coefficients, as the metric of the track does. */
export function viewDictionary(arrays: Arrays, structure: StructurePair): DictionaryView {
  const cosine = cosines(structure);
  const { rows, columns } = assignMaximum({ ...cosine, data: cosine.data.map(Math.abs) });
  const at = (atom: number, code: number) => cosine.data[code * cosine.rows + atom]!;
  const pairs = Array.from(rows, (atom, k) => ({ atom, code: columns[k]!, cosine: at(atom, columns[k]!) })).toSorted(
    (a, b) => absolute(b) - absolute(a) || a.atom - b.atom,
  );
  const count = Math.min(SHOWN, pairs.length);
  const shown = Array.from(
    { length: count },
    (_, i) => pairs[count === 1 ? 0 : Math.round((i * (pairs.length - 1)) / (count - 1))]!,
  );
  const { submitted } = structure;
  const lengths = Array.from({ length: submitted.rows }, (_, code) => {
    let squares = 0;
    for (let i = 0; i < submitted.columns; i++) squares += submitted.data[i * submitted.rows + code]! ** 2;
    return Math.sqrt(squares);
  });
  return {
    pairs,
    shown,
    matrix: shown.map(({ atom }) => shown.map(({ code }) => Math.abs(at(atom, code)))),
    ...strengthsOf(arrays, pairs, lengths),
  };
}

/** Colours for a file of its own; where there are styles, they count. */
const STANDALONE = { cell: '#0a6257', line: '#0a6257', rule: '#7a8986' } as const;
const OPACITY_DIGITS = 2;

const frame = (children: readonly MarkupElement[]) =>
  markup('svg', { class: 'scatter', viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true', focusable: 'false' }, children);

/** A square for each pair of shown directions, the darker the closer they are. */
function drawMatrix({ matrix }: DictionaryView): MarkupElement {
  const side = SIZE / matrix.length;
  return frame(
    matrix.flatMap((row, i) =>
      row.map((value, j) =>
        markup('rect', {
          class: 'cosine',
          x: (j * side).toFixed(1),
          y: (i * side).toFixed(1),
          width: (side + 0.1).toFixed(1),
          height: (side + 0.1).toFixed(1),
          fill: STANDALONE.cell,
          'fill-opacity': value.toFixed(OPACITY_DIGITS),
        }),
      ),
    ),
  );
}

/** |cosine| of every matched pair, from the best to the worst: 1 at the top, 0 at the bottom. */
function drawFall({ pairs }: DictionaryView): MarkupElement {
  const x = (k: number) => Math.round(INSET + (k / Math.max(1, pairs.length - 1)) * (SIZE - 2 * INSET));
  const y = (value: number) => Math.round(SIZE - INSET - value * (SIZE - 2 * INSET));
  const line = pairs.map((pair, k) => `${k === 0 ? 'M' : 'L'}${x(k)} ${y(absolute(pair))}`).join('');
  return frame([
    markup('path', {
      class: 'scatter__zero',
      fill: 'none',
      stroke: STANDALONE.rule,
      d: `M0 ${y(CLOSE)}H${SIZE}M0 ${y(0)}H${SIZE}`,
    }),
    markup('path', { class: 'fall', fill: 'none', stroke: STANDALONE.line, 'stroke-width': 4, d: line }),
  ]);
}

/** True coefficients across, what the learned directions contribute up. */
function drawStrengths({ strengths }: DictionaryView): MarkupElement {
  const values = strengths.flatMap(({ truth, learned }) => [truth, learned]);
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), low + 1e-9);
  const at = (value: number) => INSET + ((value - low) / (high - low)) * (SIZE - 2 * INSET);
  const up = (value: number) => Math.round(SIZE - at(value));
  const across = (value: number) => Math.round(at(value));
  const points = new Set(strengths.map(({ truth, learned }) => `M${across(truth)} ${up(learned)}h0`));
  const zero = { class: 'scatter__zero', fill: 'none', stroke: STANDALONE.rule };
  return frame([
    markup('path', { ...zero, d: `M${across(0)} 0V${SIZE}M0 ${up(0)}H${SIZE}` }),
    markup('path', { ...zero, 'stroke-dasharray': '4 4', d: `M${across(low)} ${up(low)}L${across(high)} ${up(high)}` }),
    markup('path', {
      class: 'scatter__points',
      fill: 'none',
      stroke: STANDALONE.line,
      'stroke-linecap': 'round',
      'stroke-opacity': 0.5,
      'stroke-width': 5,
      d: [...points].join(''),
    }),
  ]);
}

/** One drawing with its words. */
export interface DictionaryPanel {
  readonly title: string;
  /** What lies across and up. */
  readonly axes: string;
  readonly drawing: MarkupElement;
}

/** The drawings of a dictionary, in their order. */
export function dictionaryPanels(view: DictionaryView): DictionaryPanel[] {
  return [
    {
      title: `${view.shown.length} of ${view.pairs.length} directions`,
      axes: '|cosine| of learned directions, across, with true ones, down',
      drawing: drawMatrix(view),
    },
    {
      title: 'All matched pairs',
      axes: 'pairs from best to worst across, |cosine| from 0 to 1 up',
      drawing: drawFall(view),
    },
    { title: 'Coefficients', axes: 'true coefficients across, learned ones up', drawing: drawStrengths(view) },
  ];
}

/** What the drawings show, in a sentence. */
export function dictionaryWords({ pairs, found, right }: DictionaryView): string {
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const close = pairs.filter((pair) => absolute(pair) >= CLOSE).length;
  const middle = absolute(pairs[Math.floor((pairs.length - 1) / 2)]!);
  return (
    `${close} of ${pairs.length} matched directions have a cosine of ${CLOSE} or more with the true one, the median is ${middle.toFixed(2)}. ` +
    `Of the coefficients that are present, ${percent(found)} fire a code; of the codes that fire, ${percent(right)} tell of one that is present.`
  );
}

/** Digits of a value in a table for readers' own drawings. */
const DIGITS = 6;

/** Every matched pair as CSV. */
export function dictionaryCsv({ pairs }: DictionaryView): string {
  const rows = pairs.map(({ atom, code, cosine }, k) => [k + 1, atom + 1, code + 1, Number(cosine.toPrecision(DIGITS))]);
  return formatCsv(['rank', 'true_direction', 'learned_direction', 'cosine'], rows);
}

/** The drawings beside each other as a file of its own. @param title what they are of */
export function dictionaryDrawing(title: string, view: DictionaryView): MarkupElement {
  const gap = 24;
  const panels = dictionaryPanels(view);
  const width = panels.length * (SIZE + gap) + gap;
  const height = SIZE + 96;
  const label = (x: number, y: number, words: string, size: number) =>
    markup('text', { x, y, 'font-family': 'Source Sans 3, Arial, sans-serif', 'font-size': size, fill: '#14211f' }, words);
  return markup(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    markup('title', {}, title),
    markup('desc', {}, dictionaryWords(view)),
    markup('rect', { width, height, fill: '#ffffff' }),
    panels.flatMap(({ title: heading, axes, drawing }, i) => {
      const x = gap + i * (SIZE + gap);
      return [
        label(x, 32, heading, 17),
        markup('rect', { x, y: 44, width: SIZE, height: SIZE, fill: 'none', stroke: '#d6deda' }),
        markup('svg', { ...drawing.attributes, x, y: 44, width: SIZE, height: SIZE }, ...drawing.children),
        label(x, SIZE + 64, axes, 13),
      ];
    }),
    label(gap, height - 10, title, 13),
  );
}
