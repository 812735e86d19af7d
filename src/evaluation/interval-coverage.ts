import { RandomStream } from '../core/random/stream.ts';
import type { IntervalCoverage } from './documents/statistics.ts';
import { tInterval } from './score-summary.ts';

/** How the instance scores of a simulated method come about. */
export interface CoverageSetting {
  /** Instances a method is scored on. */
  readonly instances: number;
  /** Probability that a run fails; it then scores `FAILURE_DROP` standard deviations lower. */
  readonly failureRate: number;
}

/** A failed run lies this many standard deviations of the working runs below them, as a collapsed model does on a board. */
const FAILURE_DROP = 20;

const NOMINAL_LEVEL = 0.95;

/**
 * Share of simulated boards on which the nominal 95% t interval over instances holds the true mean.
 *
 * Working runs have standard normal errors, so that their scale does not matter. The truth includes the failures.
 *
 * @param replicates simulated boards; the standard error of the result is about √(0.05/replicates)
 * @param seed roots the random stream
 */
export function simulateCoverage({ instances, failureRate }: CoverageSetting, replicates: number, seed: number | string): number {
  const stream = new RandomStream('custodes/interval-coverage', seed, instances, failureRate);
  const truth = -failureRate * FAILURE_DROP;
  let covered = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const scores = Array.from({ length: instances }, () => {
      const failed = stream.uniform() < failureRate;
      return stream.normal() - (failed ? FAILURE_DROP : 0);
    });
    const { lower, upper } = tInterval(scores, NOMINAL_LEVEL)!;
    if (lower <= truth && truth <= upper) covered++;
  }
  return covered / replicates;
}

export type { IntervalCoverage };

/** As published: the standard error of each coverage is at most 0.004. */
const PUBLISHED = { replicates: 20_000, instances: [3, 6, 12, 30], failureRates: [0, 0.2] } as const;

/** Coverage of the nominal 95% interval at the numbers of instances that boards have, without and with failed runs. */
export function measureIntervals(): IntervalCoverage[] {
  const { replicates, instances, failureRates } = PUBLISHED;
  return failureRates.flatMap((failureRate) =>
    instances.map((count) => {
      const setting = { instances: count, failureRate };
      return { ...setting, coverage: simulateCoverage(setting, replicates, 'published'), replicates };
    }),
  );
}
