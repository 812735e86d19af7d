import type { Cell } from './cell.ts';

/** Draws from which on the largest of them exceeds 95% of such draws with 95% confidence: 0.95⁵⁹ < 0.05 (Wilks 1941). */
const TOLERANCE_DRAWS = 59;

/** Steps of stored scores: they are rounded down, so that a largest score is printed one step higher. */
const STEPS = 1e4;

/** The thresholds that no failure reached and no success missed. */
export interface Window {
  /** Above every failure; the sampler that reached it. */
  readonly above: number;
  readonly highest: string;
  /** At most every success; the sampler that scored it. Null where a success has no score. */
  readonly below: number | null;
  readonly lowest: string;
  /** Whether a threshold lies between, and every cell has enough draws for both ends to hold with 95% confidence. */
  readonly open: boolean;
}

/** Smallest and largest scores that matter; undefined where either side is missing. */
export function windowOf(cells: readonly Cell[]): Window | undefined {
  const successes = cells.filter(({ side }) => side === 'success');
  const failures = cells.filter(({ side }) => side === 'failure');
  if (successes.length === 0 || failures.length === 0) return undefined;
  let [above, highest] = [-Infinity, failures[0]!.sampler];
  for (const { sampler, scores } of failures)
    for (const score of scores) if (score !== null && score > above) [above, highest] = [score, sampler];
  let [below, lowest] = [Infinity, successes[0]!.sampler];
  for (const { sampler, scores } of successes)
    for (const score of scores) if ((score ?? -Infinity) < below) [below, lowest] = [score ?? -Infinity, sampler];
  const enough = [...successes, ...failures].every(({ scores }) => scores.length >= TOLERANCE_DRAWS);
  // Four decimals, without the rounding of the sum.
  const bound = above === -Infinity ? 0 : Math.min(1, (Math.round(above * STEPS) + 1) / STEPS);
  return { above: bound, highest, below: below === -Infinity ? null : below, lowest, open: enough && above < below };
}
