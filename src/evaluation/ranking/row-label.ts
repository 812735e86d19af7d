import { fairCoinTail } from '../../core/statistics/binomial.ts';
import { FLOOR_LEVEL, type FloorEvidence } from './floor-evidence.ts';

/** One instance of a row, as its level reads it. */
export interface LevelScore {
  readonly level: number;
  readonly score: number;
  /** 0 at the level's floor, 1 at its oracle, clipped. */
  readonly normalised: number;
  /** Above every failure tried at that level. */
  readonly threshold: number;
}

/**
 * What a row shows, from its own scores and floors alone:
 *
 * - `recovers`: it passes level 1; `reach` is the highest level that it passes together with all below.
 * - `partial`: it exceeds what encoders that recover nothing reach, and passes no level.
 * - `no evidence`: it does not exceed that.
 * - `no score`: the metric refused.
 */
export type RowLabel =
  | { readonly name: 'recovers'; readonly reach: number; readonly evidence: FloorEvidence }
  | { readonly name: 'partial'; readonly evidence: FloorEvidence }
  | { readonly name: 'no evidence'; readonly evidence: FloorEvidence }
  | { readonly name: 'no score' };

/** Normalised score that passes. */
const PASSING = 0.9;

/** On a board without levels, so unlikely a number of failures of a fair coin still passes: 10 of 12, 6 of 6. */
const SINGLE_LEVEL_LIMIT = 0.02;

/** Whether an instance is passed: near the oracle, and above every failure tried. */
function isPassed({ normalised, score, threshold }: LevelScore): boolean {
  return normalised >= PASSING && score >= threshold;
}

/** The instances that a board without levels asks for, of so many. */
export function neededPasses(instances: number): number {
  let needed = instances;
  while (needed > 1 && fairCoinTail(needed - 1, instances) <= SINGLE_LEVEL_LIMIT) needed--;
  return needed;
}

/**
 * Highest level that is passed together with all below; 0 where level 1 is not. A level of a ladder is passed if all its instances are.
 *
 * @param scores of a row; levels count from 1
 */
export function reachOf(scores: readonly LevelScore[]): number {
  const levels = Map.groupBy(scores, ({ level }) => level);
  if (levels.size === 1) {
    const only = [...levels.values()][0]!;
    return only.filter(isPassed).length >= neededPasses(only.length) ? 1 : 0;
  }
  let reach = 0;
  while (levels.get(reach + 1)?.every(isPassed)) reach++;
  return reach;
}

/** @param evidence null where the metric gave no score */
export function labelRow(scores: readonly LevelScore[], evidence: FloorEvidence | null): RowLabel {
  if (evidence === null) return { name: 'no score' };
  const reach = reachOf(scores);
  if (reach > 0) return { name: 'recovers', reach, evidence };
  return { name: evidence.p <= FLOOR_LEVEL ? 'partial' : 'no evidence', evidence };
}
