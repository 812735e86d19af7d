/** Largest number of differences: two lists of 2^20 subset sums, 16 MB. */
const MAXIMUM_COUNT = 40;

/** Two sums closer than this share of the sum of magnitudes are one value: a flip may equal the observation up to rounding. */
const TIE_TOLERANCE = 1e-10;

/** All 2^k sums of ± values, ascending. */
function signedSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  let filled = 1;
  for (const value of values) {
    for (let i = 0; i < filled; i++) {
      const sum = sums[i]!;
      sums[i] = sum + value;
      sums[filled + i] = sum - value;
    }
    filled *= 2;
  }
  return sums.sort();
}

/** How many pairs (a, b) of two ascending lists have a + b ≥ threshold. */
function countPairsAtLeast(left: Float64Array, right: Float64Array, threshold: number): number {
  let count = 0;
  let j = right.length;
  for (const value of left) {
    while (j > 0 && value + right[j - 1]! >= threshold) j--;
    count += right.length - j;
  }
  return count;
}

/**
 * Exact two-sided sign-flip test that paired differences are symmetric about zero (Fisher's randomisation test).
 *
 * The statistic is the magnitude of the mean; the studentised mean gives the same p, since every flip has the same sum of
 * squares. All 2^k flips count, by joining the sorted sums of two halves, and a flip that equals the observation counts as
 * extreme. The p-value is at least 2^(1−k) and never exceeds its nominal level under the null.
 *
 * @param differences k ≤ 40 finite values, one an instance
 * @throws RangeError for more values than can be enumerated
 */
export function signFlipTest(differences: readonly number[]): number {
  const count = differences.length;
  if (count > MAXIMUM_COUNT)
    throw new RangeError(`The sign-flip test enumerates at most ${MAXIMUM_COUNT} differences, not ${count}.`);
  const magnitude = differences.reduce((sum, value) => sum + Math.abs(value), 0);
  if (magnitude === 0) return 1;
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const half = count >> 1;
  const left = signedSums(differences.slice(0, half));
  const right = signedSums(differences.slice(half));
  const threshold = observed - TIE_TOLERANCE * magnitude;
  if (threshold <= 0) return 1;
  // Flipping every sign maps the upper tail on the lower one.
  return (2 * countPairsAtLeast(left, right, threshold)) / 2 ** count;
}

/** The smallest p that k differences can give: all of one sign. */
export function smallestSignFlipP(count: number): number {
  return count === 0 ? 1 : 2 ** (1 - count);
}
