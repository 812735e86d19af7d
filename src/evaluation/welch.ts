import { tQuantile } from '../core/mathematics.ts';

/** Mean, variance of one value, and number of values. */
export interface Sample {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/** The sample behind a two-sided Student t interval. @param confidence its level @param count at least 2 */
export function sampleBehindInterval(mean: number, halfWidth: number, confidence: number, count: number): Sample {
  const deviation = (halfWidth / tQuantile((1 + confidence) / 2, count - 1)) * Math.sqrt(count);
  return { mean, variance: deviation * deviation, count };
}

/** Half width of Welch's interval for the difference of two means; 0 where neither varies. */
export function welchHalfWidth(a: Sample, b: Sample, level: number): number {
  const [first, second] = [a.variance / a.count, b.variance / b.count];
  const squared = first + second;
  if (squared === 0) return 0;
  const freedom = squared ** 2 / (first ** 2 / (a.count - 1) + second ** 2 / (b.count - 1));
  return tQuantile((1 + level) / 2, freedom) * Math.sqrt(squared);
}
