import type { Matrix } from '../core/matrix.ts';
import { measure } from '../metrics/measure.ts';
import type { Arrays } from '../metrics/metric.ts';
import { formatCsv } from './encode/csv.ts';
import { selectMatching, type Matching } from './lab/matched-pairs.ts';

/** Rows of a draw that a picture shows: enough for a shape, few enough for a page. */
export const SAMPLE_ROWS = 250;

/** Factors that are drawn one by one. */
const MOST_FACTORS = 6;
/** Cells of a table of correlations that a page can hold. */
const MOST_CELLS = 150;

/** Factors and codes of one model as its page shows them. */
export interface CodesView {
  readonly arrays: Arrays;
  /** The first factors, each with the code that it is matched with. */
  readonly drawn: Matching;
  /** All correlations, or null where there are too many for a table. */
  readonly table: Matching | null;
  readonly factors: number;
}

/**
 * Matches codes with factors by the correlation that the track ranks by.
 *
 * @param metric of the track's leaderboard: ranks where it goes by ranks
 * @returns null where nothing can be matched
 */
export function viewCodes(arrays: Arrays, metric: string): CodesView | null {
  const key = metric === 'mcc_spearman' ? 'mcc_spearman' : 'mcc_pearson';
  const { metrics } = measure(arrays.factors, arrays.codes, { metrics: [key] });
  const matching = selectMatching(key, metrics);
  if (matching === null) return null;
  const { kind, correlations, pairs } = matching;
  const cells = arrays.factors.columns * arrays.codes.columns;
  return {
    arrays,
    drawn: {
      kind,
      correlations: correlations.slice(0, MOST_FACTORS),
      pairs: pairs.filter(({ factor }) => factor < MOST_FACTORS),
    },
    table: cells <= MOST_CELLS ? matching : null,
    factors: arrays.factors.columns,
  };
}

function columnsOf({ data, rows }: Matrix, names: readonly number[]): Float64Array[] {
  return names.map((j) => Float64Array.from(data.subarray(j * rows, (j + 1) * rows)));
}

/** Digits of a value in a table for readers' own drawings. */
const DIGITS = 6;

/** What the pictures show as CSV: one line a row, factors `z1`… then the codes `c1`… that are drawn or in the table. */
export function codesCsv(views: Readonly<Record<string, CodesView>>): string {
  const [first] = Object.values(views);
  if (first === undefined) return '';
  const chosen = ({ arrays, drawn, table }: CodesView) => ({
    factors: table ? Array.from({ length: arrays.factors.columns }, (_, j) => j) : drawn.pairs.map(({ factor }) => factor),
    codes: table ? Array.from({ length: arrays.codes.columns }, (_, j) => j) : drawn.pairs.map(({ code }) => code),
  });
  const lines = Object.entries(views).flatMap(([variant, view]) => {
    const { factors, codes } = chosen(view);
    const z = columnsOf(view.arrays.factors, factors);
    const c = columnsOf(view.arrays.codes, codes);
    const shorten = (value: number) => Number(value.toPrecision(DIGITS));
    return Array.from({ length: view.arrays.factors.rows }, (_, row) => [
      variant,
      row,
      ...z.map((values) => shorten(values[row]!)),
      ...c.map((values) => shorten(values[row]!)),
    ]);
  });
  const { factors, codes } = chosen(first);
  const codeNames = first.table ? codes.map((j) => `c${j + 1}`) : codes.map((_, k) => `c_of_z${factors[k]! + 1}`);
  return formatCsv(['variant', 'row', ...factors.map((j) => `z${j + 1}`), ...codeNames], lines);
}
