import { tInterval } from './score-summary.ts';
import type { Interval } from './score-summary.ts';

/** Score of a method on each instance that it covers, training seeds averaged. */
export type InstanceScores = ReadonlyMap<number, number>;

/** Two methods compared on the instances that both cover. */
export interface PairedDifference {
  /** Common instances, ascending. */
  readonly instances: readonly number[];
  /** First minus second, one a common instance. */
  readonly differences: readonly number[];
  /** Mean of first minus second, or null without a common instance. */
  readonly difference: number | null;
  /** 90% t interval of the difference: inside ±margin, both one-sided tests of non-equivalence reject at 5%. */
  readonly interval: Interval | null;
}

/** Below three common instances a pair is not tested: no interval and no p-value would mean anything. */
export const MINIMUM_COMMON_INSTANCES = 3;

/** Two one-sided tests at 5% (Schuirmann 1987) are a 90% interval. */
const EQUIVALENCE_CONFIDENCE = 0.9;

/** Compares two methods instance by instance. Swapping them flips the signs of `difference` and `interval`, exactly. */
export function comparePaired(first: InstanceScores, second: InstanceScores): PairedDifference {
  const instances = [...first.keys()].filter((instance) => second.has(instance)).sort((a, b) => a - b);
  const differences = instances.map((instance) => first.get(instance)! - second.get(instance)!);
  const tested = instances.length >= MINIMUM_COMMON_INSTANCES;
  return {
    instances,
    differences,
    difference: differences.length === 0 ? null : differences.reduce((sum, value) => sum + value, 0) / differences.length,
    interval: tested ? tInterval(differences, EQUIVALENCE_CONFIDENCE) : null,
  };
}
