import { adjustSigns, smallestP } from './joint-signs.ts';
import { judgePair, LEAST_COMMON_INSTANCES, type JudgedPair } from './judged-pair.ts';
import type { Margin } from './residual.ts';
import { countBits, recordWins, type PlacedScores, type WinRecord } from './win-record.ts';

/** A row that competes. */
export interface CompetingRow {
  readonly id: string;
  readonly scores: PlacedScores;
  /** Trainings below their floor. */
  readonly collapsed: number;
  /** Area under the normalised scores and highest level passed; null on a board without levels. */
  readonly area: number | null;
  readonly reach: number | null;
}

/** What a board fixes for all of its pairs. */
export interface BoardDesign {
  readonly margin: Margin;
  /** Level of each instance by its place: all equal where the board has no ladder. */
  readonly levels: readonly number[];
  /** By instance, what encoders that recover nothing reach. */
  readonly floors?: PlacedScores;
}

/** A row with its place. */
export interface PlacedRow {
  readonly id: string;
  /** 1 + rows above it … number of rows − rows below it: for all rows together with 95% confidence, as far as the board’s test keeps its 5%. */
  readonly rank: { readonly best: number; readonly worst: number };
  /** Median over the instances that it covers. */
  readonly median: number | null;
  /** Whether it covers every instance; others stand after those that do. */
  readonly isComplete: boolean;
}

/** Two rows of a ranking, `first` before `second` in its order. */
export interface PlacedPair extends JudgedPair {
  readonly first: string;
  readonly second: string;
}

export interface RowRanking {
  /** By area and reach, or by median where there is no ladder; rows that cover fewer instances last. */
  readonly rows: readonly PlacedRow[];
  readonly pairs: readonly PlacedPair[];
  /** Longest runs of neighbouring rows in which every pair is tied, two rows at least. A row may be in several. */
  readonly tieGroups: readonly (readonly string[])[];
  /** Smallest adjusted p that any pair can reach; null without a tested pair. */
  readonly smallestAttainableP: number | null;
}

/** The middle value, or the mean of the two middle ones; null of none. */
function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

interface SortableRow extends CompetingRow {
  readonly median: number | null;
  readonly isComplete: boolean;
}

function compareRows(a: SortableRow, b: SortableRow): number {
  const descending = (x: number | null, y: number | null) => (x === y ? 0 : (y ?? -Infinity) - (x ?? -Infinity));
  return (
    Number(b.isComplete) - Number(a.isComplete) ||
    descending(a.area, b.area) ||
    descending(a.reach, b.reach) ||
    descending(a.median, b.median) ||
    // Code units, not a locale: the board must be the same bytes on every host.
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function meanDifference(first: PlacedScores, second: PlacedScores): number {
  let sum = 0;
  let count = 0;
  for (const [place, score] of first) {
    const other = second.get(place);
    if (other === undefined) continue;
    sum += score - other;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function findTieGroups(ids: readonly string[], isTied: (first: number, second: number) => boolean): string[][] {
  const groups: string[][] = [];
  let end = 0;
  for (let start = 0; start < ids.length; start++) {
    const covered = end;
    end = Math.max(end, start + 1);
    const isTiedWithAll = (next: number) => {
      for (let row = start; row < next; row++) if (!isTied(row, next)) return false;
      return true;
    };
    // What is tied from the row before on is tied from this row on.
    while (end < ids.length && isTiedWithAll(end)) end++;
    if (end - start > 1 && end > covered) groups.push(ids.slice(start, end));
  }
  return groups;
}

/**
 * Ranks rows by the instances that each wins against each other. The result does not depend on the order of `competing`, and wins and own p of a
 * pair do not depend on other rows.
 *
 * The test assumes that trainings are independent across instances.
 *
 * @param competing leave floors, ceilings and rows without evidence out: each costs the others power. Ids must differ.
 */
export function rankRows(competing: readonly CompetingRow[], { margin, levels, floors }: BoardDesign): RowRanking {
  const rows = competing
    .map((row): SortableRow => {
      const values = [...row.scores.entries()].toSorted(([a], [b]) => a - b).map(([, score]) => score);
      return { ...row, median: medianOf(values), isComplete: row.scores.size === levels.length };
    })
    .toSorted(compareRows);
  const places = rows.flatMap((_, first) => rows.slice(first + 1).map((__, i) => [first, first + 1 + i] as const));
  const records = places.map(([a, b]): WinRecord => recordWins(rows[a]!.scores, rows[b]!.scores, margin, floors));
  // What cannot be tested must not cost the others power. Flips move no tie, so this choice does not bias them.
  const tested = records.flatMap((record, i) => (countBits(record.common) >= LEAST_COMMON_INSTANCES ? [i] : []));
  const adjusted = new Float64Array(records.length).fill(1);
  const ofTested = adjustSigns(
    tested.map((i) => records[i]!),
    levels.length,
  );
  tested.forEach((pair, i) => (adjusted[pair] = ofTested[i]!));
  const judged = places.map(([a, b], i) => {
    const [first, second] = [rows[a]!, rows[b]!];
    return judgePair(records[i]!, {
      adjustedP: adjusted[i]!,
      meanDifference: meanDifference(first.scores, second.scores),
      areaDifference: first.area === null || second.area === null ? null : first.area - second.area,
      collapsedDifference: first.collapsed - second.collapsed,
      levels,
    });
  });
  const above = new Array<number>(rows.length).fill(0);
  const below = new Array<number>(rows.length).fill(0);
  places.forEach(([a, b], i) => {
    const { state, better } = judged[i]!;
    if (state !== 'above') return;
    const [winner, loser] = better === 'first' ? [a, b] : [b, a];
    above[loser]!++;
    below[winner]!++;
  });
  const indexOf = (first: number, second: number) => first * rows.length - (first * (first + 1)) / 2 + (second - first - 1);
  const attainable = tested.map((i) => smallestP(countBits(records[i]!.wins | records[i]!.losses)));
  return {
    rows: rows.map(({ id, median, isComplete }, i) => {
      return { id, median, isComplete, rank: { best: 1 + above[i]!, worst: rows.length - below[i]! } };
    }),
    pairs: places.map(([a, b], i) => ({ first: rows[a]!.id, second: rows[b]!.id, ...judged[i]! })),
    tieGroups: findTieGroups(
      rows.map(({ id }) => id),
      (first, second) => judged[indexOf(first, second)]!.state === 'tied',
    ),
    smallestAttainableP: attainable.length === 0 ? null : attainable.reduce((least, p) => Math.min(least, p)),
  };
}
