import { tQuantile } from '../../../src/core/mathematics.ts';

/** Mean, variance of one value, and number of values. */
export interface Sample {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/** Sample of some values. */
export function sampleOf(values: readonly number[]): Sample {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1), count: values.length };
}

/** Half width of Welch's interval for the difference of two means; `tolerance` allows for rounding where nothing varies. */
export function welchHalfWidth(a: Sample, b: Sample, level: number, tolerance = 1e-9): number {
  const [first, second] = [a.variance / a.count, b.variance / b.count];
  const squared = first + second;
  if (squared === 0) return tolerance;
  const freedom = squared ** 2 / (first ** 2 / (a.count - 1) + second ** 2 / (b.count - 1));
  return tolerance + tQuantile((1 + level) / 2, freedom) * Math.sqrt(squared);
}
