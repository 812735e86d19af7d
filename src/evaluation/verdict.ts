import type { Expectation } from './certification.ts';
import { mean } from '../core/statistics/mean.ts';
import { tInterval, type Interval } from './score-summary.ts';
import { decidingThresholds, findError, MARGIN, type Belonging, type Verdict } from './verdict-rule.ts';

export { MARGIN, type Verdict } from './verdict-rule.ts';

/** Every verdict, in the order in which the atlas numbers them. */
export const VERDICT_NAMES: readonly Verdict[] = [
  'calibrated',
  'false-positive',
  'false-negative',
  'lenient',
  'confounded',
  'inconclusive',
  'undefined',
];

/** Scores of one claim in one cell, one a seed. */
export type SeedScores = readonly (number | null)[];

export interface Evidence extends Belonging {
  /** Null where the metric refuses. */
  readonly scores: SeedScores;
  /** Level of the interval: 0.95 for one cell, 1 − 0.05/K for a table of K. */
  readonly level: number;
  /** Scores of the same geometry and seeds under independent factors, where the truth is the same there. */
  readonly independentScores?: SeedScores;
}

/** Mean and interval over seeds; all null where the metric refused on any seed. */
export interface ScoreInterval {
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function areDefined(scores: SeedScores): scores is readonly number[] {
  return scores.every((score) => score !== null);
}

/** Leaving out refused seeds would pick the seeds that suit the metric, so that one refusal makes the cell undefined. */
export function summariseSeeds(scores: SeedScores, level: number): ScoreInterval {
  const interval = areDefined(scores) ? tInterval(scores, level) : null;
  if (!areDefined(scores) || interval === null) return { mean: null, lower: null, upper: null };
  // The mean of equal numbers may round away from them.
  const centre = interval.lower === interval.upper ? interval.lower : mean(scores);
  return { mean: centre, ...interval };
}

function contains({ lower, upper }: Interval, threshold: number): boolean {
  return lower <= threshold && threshold <= upper;
}

/** Interval of the paired difference from independent factors, or null where there is nothing to compare with. */
function differenceInterval(scores: readonly number[], { independentScores, level }: Evidence): Interval | null {
  if (independentScores === undefined || !areDefined(independentScores)) return null;
  return tInterval(
    scores.map((score, i) => score - independentScores[i]!),
    level,
  );
}

/**
 * The verdict on one claim in one cell, decided in this order: `undefined`, `false-negative`, `false-positive`, `lenient`,
 * `confounded`, `inconclusive`, `calibrated`. A graded cell is judged by its distance from the value at large n.
 */
export function judge(evidence: Evidence): Verdict {
  const { scores, level } = evidence;
  const interval = areDefined(scores) ? tInterval(scores, level) : null;
  if (!areDefined(scores) || interval === null || evidence.largeSampleValue === null) return 'undefined';
  const error = findError(interval, evidence);
  if (error !== null) return error;
  const difference = differenceInterval(scores, evidence);
  if (difference !== null && (difference.lower > MARGIN || difference.upper < -MARGIN)) return 'confounded';
  const undecided =
    decidingThresholds(evidence).some((threshold) => contains(interval, threshold)) ||
    (difference !== null && [-MARGIN, MARGIN].some((threshold) => contains(difference, threshold)));
  return undecided ? 'inconclusive' : 'calibrated';
}

/** What a single draw says of a claim: the verdict if every seed gave this score. Where recovery is a matter of degree it says nothing. */
export function judgeDraw(expectation: Expectation, score: number | null, graded: boolean): Verdict | null {
  return graded && score !== null ? null : judge({ expectation, scores: [score, score], level: 1 / 2 });
}
