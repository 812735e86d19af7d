/** The reference's FEATURE_THRESHOLD in single precision: neighbours in a column no further apart than this are one value. */
const RESOLUTION = Math.fround(1e-7);

/**
 * Whether a split may stand between two neighbours in ascending order, by the reference's test, which rounds the sum to single
 * precision: beyond about 2 it asks for different numbers, below it for a difference of more than 10⁻⁷.
 *
 * @param lower single-precision value @param upper the next one
 */
export function isSeparated(lower: number, upper: number): boolean {
  return upper > Math.fround(lower + RESOLUTION);
}
