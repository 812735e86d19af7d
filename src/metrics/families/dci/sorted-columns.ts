import { column, type Matrix } from '../../../core/matrix.ts';

/** Row numbers or ranks: two bytes each where they fit, because the search for splits is bound by memory traffic. */
export type RowNumbers = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** The codes of the training rows as regression trees see them, shared by all factors. Plain arrays: a worker can be sent one. */
export interface SortedColumns {
  /** Number of training rows. */
  readonly rows: number;
  /** Number of codes. */
  readonly columns: number;
  /** Single-precision codes, column after column, in row order. */
  readonly values: Float32Array<ArrayBuffer>;
  /** Row numbers in ascending order of value, column after column; equal values keep row order. */
  readonly order: RowNumbers;
  /** Rank of each row, counted from 0, column after column: `order[rank[row]] = row`. */
  readonly ranks: RowNumbers;
}

const LARGEST_SINGLE = 2 ** 128 - 2 ** 104;

/** Most rows whose numbers fit two bytes. */
export const SHORT_ROWS = 2 ** 16;

/** Most rows that can be sorted: a float64 holds a row number beside the 32 bits of a value. */
export const MOST_ROWS = 2 ** 21;

/**
 * A code in single precision, as the trees of the reference read it. Where the reference refuses a code that is too large for
 * single precision, the largest finite number stands in: trees ask only for order.
 */
export function toSingle(value: number): number {
  return Math.fround(Math.max(-LARGEST_SINGLE, Math.min(LARGEST_SINGLE, value))) + 0;
}

/**
 * Sorts every column of `codes`, restricted to `rows`.
 *
 * @param codes n × m
 * @param rows row numbers into `codes`, at most `MOST_ROWS`; they are renumbered from 0 in the result
 */
export function sortColumns(codes: Matrix, rows: ArrayLike<number>): SortedColumns {
  const n = rows.length;
  const m = codes.columns;
  const values = new Float32Array(n * m);
  const order = n <= SHORT_ROWS ? new Uint16Array(n * m) : new Uint32Array(n * m);
  const ranks = n <= SHORT_ROWS ? new Uint16Array(n * m) : new Uint32Array(n * m);
  const keys = new Float64Array(n);
  for (let j = 0; j < m; j++) {
    const source = column(codes, j);
    const start = j * n;
    for (let i = 0; i < n; i++) values[start + i] = toSingle(source[rows[i]!]!);
    sortKeys(values.subarray(start, start + n), keys);
    for (let rank = 0; rank < n; rank++) {
      const row = keys[rank]! % MOST_ROWS;
      order[start + rank] = row;
      ranks[start + row] = rank;
    }
  }
  return { rows: n, columns: m, values, order, ranks };
}

/** Fills `keys` with numbers whose order is that of (value, row); the row is the remainder by `MOST_ROWS`. */
function sortKeys(values: Float32Array, keys: Float64Array): void {
  const bits = new Uint32Array(values.slice().buffer);
  for (let i = 0; i < values.length; i++) {
    const pattern = bits[i]!;
    // Positive patterns ascend with the value and negative ones descend: this maps both to one ascending range.
    const ascending = pattern >= 2 ** 31 ? 2 ** 32 - 1 - pattern : pattern + 2 ** 31;
    keys[i] = ascending * MOST_ROWS + i;
  }
  keys.sort();
}
