import { fairCoinTail } from '../../core/statistics/binomial.ts';
import { countBits, ownP, type WinRecord } from './win-record.ts';

/** With fewer common instances no outcome of the sign test reaches 0.05. */
export const LEAST_COMMON_INSTANCES = 6;

/** Family-wise error of a whole board. */
const SIGNIFICANCE_LEVEL = 0.05;

/** A pair is tied where so many ties would come of a fair coin no more often than this. */
const TIE_LEVEL = 0.02;

/** Areas that differ by this much are no tie. */
const AREA_MARGIN = 0.05;

/** With several levels a row must win in so many of them: one level's trainings may have a cause in common. */
const LEAST_LEVELS_WON = 2;

/**
 * What is known of two rows, by the first that applies:
 *
 * - `untested`: fewer than six common instances.
 * - `above`: one row wins separably more often.
 * - `trade-off`: it does, but its mean, its area or its number of collapsed trainings is the worse one.
 * - `tied`: most instances differ by less than the margin.
 * - `undecided`: none of these was shown.
 */
export type PairState = 'untested' | 'above' | 'trade-off' | 'tied' | 'undecided';

/** What a pair is judged by beside its wins. */
export interface PairContext {
  /** Adjusted for all pairs of the board. */
  readonly adjustedP: number;
  /** First minus second: mean over common instances, area where the board has levels, collapsed trainings. */
  readonly meanDifference: number;
  readonly areaDifference: number | null;
  readonly collapsedDifference: number;
  /** Level of each instance by its place; one level where the board has no ladder. */
  readonly levels: readonly number[];
}

/** A judged pair; numbers are of the first row against the second. */
export interface JudgedPair {
  readonly state: PairState;
  /** The row that wins separably more often, of a pair that is `above` or a `trade-off`. */
  readonly better: 'first' | 'second' | null;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  readonly ownP: number;
  readonly adjustedP: number;
}

/** The fewest ties of so many instances that make a pair tied: 14 of 18, 10 of 12, 6 of 6. */
export function leastTies(instances: number): number {
  let least = instances;
  while (least > 0 && fairCoinTail(least - 1, instances) <= TIE_LEVEL) least--;
  return least;
}

function levelsOf(mask: number, levels: readonly number[]): number {
  return new Set(levels.filter((_, place) => (mask >>> place) & 1)).size;
}

/** Whether what the row that wins more often has beside its wins is the worse. @param sign 1 where it is the first row */
function contradicts(sign: 1 | -1, { meanDifference, areaDifference, collapsedDifference }: PairContext): boolean {
  return sign * meanDifference < 0 || sign * (areaDifference ?? 0) < 0 || sign * collapsedDifference > 0;
}

/** Judges one pair. */
export function judgePair(record: WinRecord, context: PairContext): JudgedPair {
  const common = countBits(record.common);
  const wins = countBits(record.wins);
  const losses = countBits(record.losses);
  const ties = common - wins - losses;
  const { adjustedP, levels, areaDifference } = context;
  const judged = { wins, losses, ties, ownP: ownP(record), adjustedP };
  const is = (state: PairState, better: JudgedPair['better'] = null): JudgedPair => ({ ...judged, state, better });
  if (common < LEAST_COMMON_INSTANCES) return is('untested');
  const sign = wins > losses ? 1 : -1;
  const needed = Math.min(LEAST_LEVELS_WON, new Set(levels).size);
  const isSeparated = adjustedP <= SIGNIFICANCE_LEVEL && levelsOf(sign > 0 ? record.wins : record.losses, levels) >= needed;
  if (isSeparated) return is(contradicts(sign, context) ? 'trade-off' : 'above', sign > 0 ? 'first' : 'second');
  const isTied = ties >= leastTies(common) && Math.abs(areaDifference ?? 0) < AREA_MARGIN;
  return is(isTied ? 'tied' : 'undecided');
}
