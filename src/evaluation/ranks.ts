import { comparePaired, MINIMUM_COMMON_INSTANCES } from './paired-difference.ts';
import type { InstanceScores, PairedDifference } from './paired-difference.ts';
import { summariseScores } from './score-summary.ts';
import type { ScoreSummary } from './score-summary.ts';
import { adjustJointly, smallestFamilyP } from './sign-flip-family.ts';

/**
 * What is known of two methods, decided in this order:
 *
 * - `untested`: fewer than three common instances.
 * - `tied`: the 90% interval of the difference lies within ±0.02. Equivalence comes before significance: a difference that is
 *   real but smaller than anyone should act on does not order two rows. Near the ceiling this is deliberate too: 0.999 and 0.985
 *   are one result.
 * - `separated`: the p adjusted for all pairs of the board is at most 0.05.
 * - `underpowered`: the smallest p that so few common instances can give exceeds 0.05.
 * - `unresolved`: it could have been separated and was not, and equivalence was not shown either.
 */
export type PairVerdict = 'untested' | 'tied' | 'separated' | 'underpowered' | 'unresolved';

/** One row of a board. */
export interface RankedMethod {
  readonly id: string;
  readonly scores: InstanceScores;
}

/** Two rows of a board, `first` before `second` in the order of the board. */
export interface RankedPair extends Pick<PairedDifference, 'difference' | 'interval'> {
  readonly first: string;
  readonly second: string;
  readonly verdict: PairVerdict;
  /** Adjusted for all pairs of the board that could be separated; 1 for the others. */
  readonly adjustedP: number;
  /** The smallest adjusted p that this number of common instances can give; 1 where the pair is not tested. */
  readonly smallestAttainableP: number;
}

export interface RankedRow extends ScoreSummary {
  readonly id: string;
  /** 1 + number of rows separably better … number of rows − number separably worse. */
  readonly rank: { readonly best: number; readonly worst: number };
}

export interface Ranking {
  /** By mean score, best first; equal means by id. Rows of unequal coverage are compared on common instances only. */
  readonly rows: readonly RankedRow[];
  readonly pairs: readonly RankedPair[];
  /** Longest runs of neighbouring rows in which every pair is tied, two rows at least. A row may be in several. */
  readonly tieGroups: readonly (readonly string[])[];
  /** Smallest adjusted p that any pair of the board can reach; null without a tested pair. Above 0.05 nothing can be separated. */
  readonly smallestAttainableP: number | null;
}

/** Differences up to this much do not order two rows. */
export const EQUIVALENCE_MARGIN = 0.02;

/** Family-wise error of the whole board. */
export const SIGNIFICANCE_LEVEL = 0.05;

function isEquivalent({ interval }: PairedDifference): boolean {
  return interval !== null && interval.lower >= -EQUIVALENCE_MARGIN && interval.upper <= EQUIVALENCE_MARGIN;
}

function judgePair(pair: PairedDifference, adjustedP: number, smallestAttainableP: number): PairVerdict {
  if (pair.instances.length < MINIMUM_COMMON_INSTANCES) return 'untested';
  if (isEquivalent(pair)) return 'tied';
  if (adjustedP <= SIGNIFICANCE_LEVEL) return 'separated';
  return smallestAttainableP > SIGNIFICANCE_LEVEL ? 'underpowered' : 'unresolved';
}

function compareRows(a: ScoreSummary & { id: string }, b: ScoreSummary & { id: string }): number {
  const byMean = (b.mean ?? -Infinity) - (a.mean ?? -Infinity);
  // Code units, not a locale: the board must be the same bytes on every host. Two rows without a score give NaN, hence `||`.
  return byMean || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Every pair once. A board of 500 rows has 125,000: what is made for each is kept small. */
function comparePairs(methods: readonly RankedMethod[]): RankedPair[] {
  const compared: PairedDifference[] = [];
  for (let i = 0; i < methods.length; i++)
    for (let j = i + 1; j < methods.length; j++) compared.push(comparePaired(methods[i]!.scores, methods[j]!.scores));
  // A pair that cannot be separated whatever comes out is no hypothesis of the family: it must not cost the others power.
  const smallestOf = ({ instances: { length } }: PairedDifference) =>
    length < MINIMUM_COMMON_INSTANCES ? 1 : smallestFamilyP(length);
  const adjusted = adjustJointly(compared.filter((pair) => smallestOf(pair) <= SIGNIFICANCE_LEVEL));
  const pairs: RankedPair[] = [];
  let tested = 0;
  for (let i = 0; i < methods.length; i++) {
    for (let j = i + 1; j < methods.length; j++) {
      const pair = compared[pairs.length]!;
      const smallestAttainableP = smallestOf(pair);
      const adjustedP = smallestAttainableP <= SIGNIFICANCE_LEVEL ? adjusted[tested++]! : 1;
      const { difference, interval } = pair;
      const verdict = judgePair(pair, adjustedP, smallestAttainableP);
      const [first, second] = [methods[i]!.id, methods[j]!.id];
      pairs.push({ first, second, difference, interval, adjustedP, smallestAttainableP, verdict });
    }
  }
  return pairs;
}

function findTieGroups(ids: readonly string[], pairs: readonly RankedPair[]): string[][] {
  const tied = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { first, second, verdict } of pairs) if (verdict === 'tied') tied.get(first)!.add(second);
  const groups: string[][] = [];
  let end = 0;
  for (let start = 0; start < ids.length; start++) {
    const covered = end;
    end = Math.max(end, start + 1);
    // What is tied from the row before on is tied from this row on.
    while (end < ids.length && ids.slice(start, end).every((id) => tied.get(id)!.has(ids[end]!))) end++;
    if (end - start > 1 && end > covered) groups.push(ids.slice(start, end));
  }
  return groups;
}

/**
 * Ranks methods by paired comparison over instances, without printing noise. The result does not depend on the order of
 * `methods`.
 *
 * @param methods the rows that compete. Every further row costs some power: leave floors, ceilings and
 *   unranked rows out. Ids must differ.
 */
export function rankMethods(methods: readonly RankedMethod[]): Ranking {
  const summaries = methods.map(({ id, scores }) => {
    const inOrder = [...scores].sort(([a], [b]) => a - b).map(([, score]) => score);
    return { id, scores, ...summariseScores(inOrder) };
  });
  const sorted = summaries.sort(compareRows);
  const pairs = comparePairs(sorted);
  const better = new Map<string, number>();
  const worse = new Map<string, number>();
  const count = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { first, second, difference, verdict } of pairs) {
    if (verdict !== 'separated') continue;
    const [winner, loser] = difference! > 0 ? [first, second] : [second, first];
    count(worse, winner);
    count(better, loser);
  }
  const rows = sorted.map(({ scores: _, ...row }) => {
    return { ...row, rank: { best: 1 + (better.get(row.id) ?? 0), worst: methods.length - (worse.get(row.id) ?? 0) } };
  });
  const attainable = pairs.filter(({ verdict }) => verdict !== 'untested').map(({ smallestAttainableP }) => smallestAttainableP);
  return {
    rows,
    pairs,
    tieGroups: findTieGroups(
      rows.map(({ id }) => id),
      pairs,
    ),
    smallestAttainableP: attainable.length === 0 ? null : attainable.reduce((least, p) => Math.min(least, p)),
  };
}
