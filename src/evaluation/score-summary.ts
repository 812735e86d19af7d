import { tQuantile } from '../core/mathematics.ts';
import { mean } from '../core/statistics/mean.ts';

/** Mean over instances with its 95% interval. Bounds are null where the spread is unknown (fewer than two instances). */
export interface ScoreSummary {
  readonly count: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A two-sided interval for a mean. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

const CONFIDENCE = 0.95;

/** Quantiles by confidence and count: a board asks for the same one a hundred thousand times. */
const quantiles = new Map<string, number>();

function criticalValue(confidence: number, n: number): number {
  const key = `${confidence}/${n}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const value = tQuantile((1 + confidence) / 2, n - 1);
  quantiles.set(key, value);
  return value;
}

/**
 * Student's t interval for the mean of independent values, or null of fewer than two.
 * Values without any variance give a point. It is not clipped to the range of a score.
 */
export function tInterval(values: readonly number[], confidence: number): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const first = values[0]!;
  // Equal values must give exactly a point: the mean of n equal numbers may round away from them.
  if (values.every((value) => value === first)) return { lower: first, upper: first };
  const centre = mean(values)!;
  const variance = values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0) / (n - 1);
  const halfWidth = criticalValue(confidence, n) * Math.sqrt(variance / n);
  return { lower: centre - halfWidth, upper: centre + halfWidth };
}

/**
 * Mean and 95% t interval over instances, the unit of replication. Training seeds must have been averaged within an instance.
 * The nominal level holds for Gaussian errors at any count; see `interval-coverage.ts` for what failed runs do to it.
 */
export function summariseScores(perInstance: readonly number[]): ScoreSummary {
  const interval = tInterval(perInstance, CONFIDENCE);
  return { count: perInstance.length, mean: mean(perInstance), lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}
