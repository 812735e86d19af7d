/** 1/ln 2. */
export const INVERSE_LN2 = 1.4426950408889634;

/** ln 2 in two parts: the first has 33 bits, so that its product with a small integer is exact. */
export const LN2_HIGH = 6.9314718036912382e-1;
export const LN2_LOW = 1.9082149292705877e-10;

/** Below this the result is less than the smallest normal number and counts as zero. */
export const SMALLEST_ARGUMENT = -708;

/** 2^−k, k = 0 … 1022. */
const POWERS = Float64Array.from({ length: 1023 }, (_, k) => 2 ** -k);

/**
 * e^x for x ≤ 0, within two units in the last place; 0 below −708.
 *
 * For loops that take an exponential per entry: several times faster than the general function, which spends its time on cases
 * that cannot occur there. Additions and multiplications only, hence the same bits in every engine. A Taylor polynomial of degree
 * 13 on |r| ≤ ½ ln 2 after the usual reduction x = r − k ln 2.
 */
export function expNonPositive(x: number): number {
  if (x < SMALLEST_ARGUMENT) return 0;
  const k = (0.5 - x * INVERSE_LN2) | 0;
  const r = x + k * LN2_HIGH + k * LN2_LOW;
  const r2 = r * r;
  const r4 = r2 * r2;
  // Estrin's scheme: pairs of terms do not wait for each other.
  const low = 1 / 6 + r * (1 / 24) + r2 * (1 / 120 + r * (1 / 720));
  const middle = 1 / 5040 + r * (1 / 40320) + r2 * (1 / 362880 + r * (1 / 3628800));
  const high = 1 / 39916800 + r * (1 / 479001600) + r2 * (1 / 6227020800);
  const tail = low + r4 * (middle + r4 * high);
  return (1 + (r + (r2 * 0.5 + r2 * r * tail))) * POWERS[k]!;
}
