/** Twins that the gate needs, all of level 2 and of the recipe of the main models. */
export const NEEDED_TWINS = 6;

/** What no method can exceed on the twin. */
export interface TwinCeiling {
  /** Mean score of codes that attain the ceiling. */
  readonly mean: number;
  /** Standard deviation of one instance's score there. */
  readonly deviation: number;
}

/** Scores above the ceiling's mean that are still no sign of a leak. */
const LEAST_ALLOWANCE = 0.02;

/** Quantile of the normal law at 99.5%, rounded up: an honest row fails once in 200. */
const ALLOWED_DEVIATIONS = 2.6;

export type TwinResult =
  | { readonly name: 'fell' | 'above ceiling'; readonly mean: number; readonly bound: number }
  | { readonly name: 'not tested'; readonly twins: number };

/** The highest mean of six twins that passes. */
export function twinBound({ mean, deviation }: TwinCeiling): number {
  return mean + Math.max(LEAST_ALLOWANCE, (ALLOWED_DEVIATIONS * deviation) / Math.sqrt(NEEDED_TWINS));
}

/**
 * Whether a row's twins fell to the ceiling. A mean above it is a leak, or knowledge from outside the contract, since no method whatever
 * can exceed it. Whether the main models exceed their floor is another question, which the row's label answers.
 *
 * @param twins one score a twin
 * @param ceiling null where the track states none
 */
export function judgeTwins(twins: readonly number[], ceiling: TwinCeiling | null): TwinResult {
  if (twins.length < NEEDED_TWINS || ceiling === null) return { name: 'not tested', twins: twins.length };
  const mean = twins.reduce((sum, score) => sum + score, 0) / twins.length;
  const bound = twinBound(ceiling);
  return { name: mean <= bound ? 'fell' : 'above ceiling', mean, bound };
}
