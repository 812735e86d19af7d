import { tQuantile } from '../../src/core/mathematics.ts';
import type { Ratio } from '../../src/views/bench-report.ts';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
}

const QUANTILE = 0.975;

/** Geometric mean of paired ratios a/b, with a t interval of their logarithms. */
export function pairedRatio(a: readonly number[], b: readonly number[]): Ratio {
  const logs = a.map((value, k) => Math.log(value / b[k]!));
  const pairs = logs.length;
  const mean = logs.reduce((sum, value) => sum + value, 0) / pairs;
  if (pairs < 2) return { ratio: Math.exp(mean), lower: null, upper: null, pairs };
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (pairs - 1);
  const half = tQuantile(QUANTILE, pairs - 1) * Math.sqrt(variance / pairs);
  return { ratio: Math.exp(mean), lower: Math.exp(mean - half), upper: Math.exp(mean + half), pairs };
}

/** Least-squares slope of log y on log x: the exponent of a power law. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const [u, v] = [x.map(Math.log), y.map(Math.log)] as const;
  const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanU, meanV] = [meanOf(u), meanOf(v)];
  const covariance = u.reduce((sum, value, k) => sum + (value - meanU) * (v[k]! - meanV), 0);
  return covariance / u.reduce((sum, value) => sum + (value - meanU) ** 2, 0);
}
