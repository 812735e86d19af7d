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

/** The end of all this. By row, a 32-bit tag follows, then the table; the rest is placed by the host. */
export const TAGS = 352;

/** Where the table starts: tags have room for all rows that numbers of two bytes can name, or for all that `sortColumns` takes. */
export function tableAddress(rowBytes: number): number {
  return TAGS + 4 * (rowBytes === 2 ? SHORT_ROWS : MOST_ROWS);
}
