import type { InstanceScores, PairedDifference } from './paired-difference.ts';
import { judgePairs, type JudgedPairs, type PairVerdict } from './pair-verdicts.ts';
import { summariseScores } from './score-summary.ts';
import type { ScoreSummary } from './score-summary.ts';

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

interface RankedRows {
  /** By mean score, best first; equal means by id. Rows of unequal coverage are compared on common instances only. */
  readonly rows: readonly RankedRow[];
  /** Longest runs of neighbouring rows in which every pair is tied, two rows at least. A row may be in several. */
  readonly tieGroups: readonly (readonly string[])[];
  /** Smallest adjusted p that any pair of the board can reach; null without a tested pair. Above 0.05 nothing can be separated. */
  readonly smallestAttainableP: number | null;
}

export interface Ranking extends RankedRows {
  readonly pairs: readonly RankedPair[];
}

/** What a long board keeps of its pairs: 500 rows make 125,000. */
export interface BoardRanking extends RankedRows {
  readonly pairs: number;
  /** Pairs that are neither separated nor tied, though they were tested. */
  readonly undecided: number;
  /** By id, the ids that a row is separated from as the better one. */
  readonly separated: ReadonlyMap<string, readonly string[]>;
}

function compareRows(a: ScoreSummary & { id: string }, b: ScoreSummary & { id: string }): number {
  const byMean = (b.mean ?? -Infinity) - (a.mean ?? -Infinity);
  // Code units, not a locale: the board must be the same bytes on every host. Two rows without a score give NaN, hence `||`.
  return byMean || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** @param ids in the order of the pairs */
function findTieGroups(ids: readonly string[], judged: JudgedPairs): string[][] {
  const groups: string[][] = [];
  let end = 0;
  for (let start = 0; start < ids.length; start++) {
    const covered = end;
    end = Math.max(end, start + 1);
    const isTiedWithAll = (next: number) => {
      for (let row = start; row < next; row++) if (judged.verdict(judged.indexOf(row, next)) !== 'tied') return false;
      return true;
    };
    // What is tied from the row before on is tied from this row on.
    while (end < ids.length && isTiedWithAll(end)) end++;
    if (end - start > 1 && end > covered) groups.push(ids.slice(start, end));
  }
  return groups;
}

/** Ids that each row is separated from as the better one. */
function findSeparated(ids: readonly string[], judged: JudgedPairs): ReadonlyMap<string, readonly string[]> {
  const separated = new Map<string, string[]>();
  for (const { first, second, index } of judged.places()) {
    if (judged.verdict(index) !== 'separated') continue;
    const [better, worse] = judged.difference(index)! > 0 ? [ids[first]!, ids[second]!] : [ids[second]!, ids[first]!];
    const known = separated.get(better);
    if (known === undefined) separated.set(better, [worse]);
    else known.push(worse);
  }
  return separated;
}

function rankRows(methods: readonly RankedMethod[]) {
  const summaries = methods.map(({ id, scores }) => {
    const inOrder = [...scores].sort(([a], [b]) => a - b).map(([, score]) => score);
    return { id, scores, ...summariseScores(inOrder) };
  });
  const sorted = summaries.sort(compareRows);
  const ids = sorted.map(({ id }) => id);
  const judged = judgePairs(sorted.map(({ scores }) => scores));
  const separated = findSeparated(ids, judged);
  const better = new Map<string, number>();
  for (const worse of separated.values()) for (const id of worse) better.set(id, (better.get(id) ?? 0) + 1);
  const rows = sorted.map(({ scores: _, ...row }): RankedRow => {
    const worst = methods.length - (separated.get(row.id)?.length ?? 0);
    return { ...row, rank: { best: 1 + (better.get(row.id) ?? 0), worst } };
  });
  const { smallestAttainableP } = judged;
  return { ids, judged, separated, ranking: { rows, tieGroups: findTieGroups(ids, judged), smallestAttainableP } };
}

/**
 * Ranks methods by paired comparison over instances, without printing noise. The result does not depend on the order of
 * `methods`.
 *
 * @param methods the rows that compete. Every further row costs some power: leave floors, ceilings and
 *   unranked rows out. Ids must differ.
 */
export function rankMethods(methods: readonly RankedMethod[]): Ranking {
  const { ids, judged, ranking } = rankRows(methods);
  const pairs = [...judged.places()].map(({ first, second, index }): RankedPair => {
    return {
      first: ids[first]!,
      second: ids[second]!,
      difference: judged.difference(index),
      interval: judged.interval(index),
      adjustedP: judged.adjustedP(index),
      smallestAttainableP: judged.smallestP(index),
      verdict: judged.verdict(index),
    };
  });
  return { ...ranking, pairs };
}

/** The same for a board of any length, with what it shows of its pairs. */
export function rankBoard(methods: readonly RankedMethod[]): BoardRanking {
  const { judged, separated, ranking } = rankRows(methods);
  let undecided = 0;
  for (let index = 0; index < judged.size; index++) {
    const verdict = judged.verdict(index);
    if (verdict === 'underpowered' || verdict === 'unresolved') undecided++;
  }
  return { ...ranking, pairs: judged.size, undecided, separated };
}
