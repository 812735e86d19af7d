import { MOST_ROWS, SHORT_ROWS } from '../sorted-columns.ts';

/**
 * Where the scan kernel finds what it works on, in bytes. Arrays hold one entry per lane: float64 where not said otherwise.
 */
export const SIZES = 0;
/** Best score so far divided by the rows of the lane, less a little; infinite where the lane is not wanted. */
export const BOUNDS = 32;
/** How far a sum may be from what it would be if the lane summed to exactly 0. */
export const ALLOWANCES = 64;
/** Sums of whole lanes. */
export const SUMS = 96;
/** Best score so far. */
export const BEST = 128;
/** Running sums and counts of rows. */
export const STATE_SUMS = 160;
export const STATE_COUNTS = 192;
/** The best cut of the column: rows below, their sum, and as 32-bit integers the neighbouring ranks and whether there is one. */
export const FOUND_SIZES = 224;
export const FOUND_SUMS = 256;
export const FOUND_LAST = 288;
export const FOUND_NEXT = 304;
export const FOUND = 320;
/** Half of the largest magnitude of a deviation, twice. */
export const SWING = 336;
/** How rows move to the next depth: see `RowDescent`. By node, 32-bit: address of the ranks of its column, and the last rank. */
export const COLUMN_RANKS = 352;
export const LAST_RANKS = 368;
/** By child: what is subtracted from deviations, and 32-bit: eight times the lane, and the tag. */
export const SHIFTS = 384;
export const CHILD_LANES = 416;
export const CHILD_TAGS = 432;
/** Largest magnitude of a deviation, twice. */
export const LARGEST = 448;

/** Where all this ends: by row, a 32-bit tag, then the table; the rest is placed by the host. */
export const TAGS = 464;

/** Where the table starts: tags have room for all rows that numbers of two bytes can name, or for all that `sortColumns` takes. */
export function tableAddress(rowBytes: number): number {
  return TAGS + 4 * (rowBytes === 2 ? SHORT_ROWS : MOST_ROWS);
}
