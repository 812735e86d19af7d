import type { Frontier } from './frontier.ts';
import type { SortedColumns } from './sorted-columns.ts';
import { LEAVES } from './tree.ts';

/** How the rows of one depth move to the next. */
export interface RowDescent {
  /** By node: a row goes left where its rank in the column that starts here is at most `lastRanks`. */
  readonly columnStarts: Int32Array;
  readonly lastRanks: Int32Array;
  /** By child: what is subtracted from the deviations of its rows. */
  readonly shifts: Float64Array;
  /** By child: lane and tag of its rows. */
  readonly lanes: Int32Array;
  readonly tags: Int32Array;
}

export function createRowDescent(): RowDescent {
  return {
    columnStarts: new Int32Array(LEAVES),
    lastRanks: new Int32Array(LEAVES),
    shifts: new Float64Array(LEAVES),
    lanes: new Int32Array(LEAVES),
    tags: new Int32Array(LEAVES),
  };
}

/**
 * Replaces in `leaves` the node of each row by its child. Children are numbered from the left.
 */
export function assignChildren(
  { ranks, rows }: SortedColumns,
  { columnStarts, lastRanks }: RowDescent,
  leaves: Uint8Array,
): void {
  for (let i = 0; i < rows; i++) {
    const node = leaves[i]!;
    // The sign bit of a difference of ranks: 1 where the row goes right. A comparison would cost a branch that nobody can predict.
    leaves[i] = 2 * node + ((lastRanks[node]! - ranks[columnStarts[node]! + i]!) >>> 31);
  }
}

/**
 * Does as `assignChildren`, moves deviations to the centres of the children, and fills the tables of the frontier, whose lanes are
 * set.
 */
export function fillFrontier(
  { ranks, rows }: SortedColumns,
  { columnStarts, lastRanks, shifts, lanes: laneOfChild, tags: tagOfChild }: RowDescent,
  leaves: Uint8Array,
  deviations: Float64Array,
  frontier: Frontier,
): void {
  const { table, tags, lanes } = frontier;
  table.fill(0, 0, lanes * rows);
  let least = 0;
  let greatest = 0;
  for (let i = 0; i < rows; i++) {
    const node = leaves[i]!;
    const child = 2 * node + ((lastRanks[node]! - ranks[columnStarts[node]! + i]!) >>> 31);
    leaves[i] = child;
    const deviation = deviations[i]! - shifts[child]!;
    deviations[i] = deviation;
    table[i * lanes + laneOfChild[child]!] = deviation;
    tags[i] = tagOfChild[child]!;
    if (deviation > greatest) greatest = deviation;
    if (deviation < least) least = deviation;
  }
  frontier.largest = Math.max(greatest, -least);
}
