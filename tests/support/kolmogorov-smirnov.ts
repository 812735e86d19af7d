/**
 * Largest gap between a sample's distribution and the uniform one on [0, 1] (Kolmogorov-Smirnov), times √n. Feed it with the values
 * of a distribution function to test a law.
 */
export function uniformGap(sample: readonly number[]): number {
  const sorted = Float64Array.from(sample).sort();
  const gaps = sorted.map((value, i) => Math.max(value - i / sorted.length, (i + 1) / sorted.length - value));
  return gaps.reduce((largest, gap) => Math.max(largest, gap), 0) * Math.sqrt(sorted.length);
}

/** P(gap > 1.95) is 0.001 for a sample of the right law. */
export const GAP_LIMIT = 1.95;
