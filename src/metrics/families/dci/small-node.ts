import { offerCut, type BestSplit } from './best-split.ts';
import { isSeparated } from './separation.ts';
import type { SortedColumns } from './sorted-columns.ts';

/** Nodes of at most this many rows are searched by sorting their rows anew for each column, not by passing over all rows. */
export const SMALL_NODE = 48;

/** Ranks of the node's rows, in ascending order. */
const sorted = new Int32Array(SMALL_NODE);

/**
 * Offers to `best` every split of a small node on one column.
 *
 * @param members row numbers of the node
 * @param size how many there are, 2 … SMALL_NODE
 * @param total sum of their deviations
 */
export function scanSmallNode(
  data: SortedColumns,
  column: number,
  members: Int32Array,
  size: number,
  total: number,
  deviations: Float64Array,
  best: BestSplit,
): void {
  const { rows, order, ranks, values } = data;
  const start = column * rows;
  for (let i = 0; i < size; i++) {
    const rank = ranks[start + members[i]!]!;
    let j = i;
    for (; j > 0 && sorted[j - 1]! > rank; j--) sorted[j] = sorted[j - 1]!;
    sorted[j] = rank;
  }
  let sum = 0;
  let previous = order[start + sorted[0]!]!;
  for (let k = 1; k < size; k++) {
    sum += deviations[previous]!;
    const row = order[start + sorted[k]!]!;
    if (isSeparated(values[start + previous]!, values[start + row]!))
      offerCut(best, column, sorted[k - 1]!, sorted[k]!, k, sum, size - k, total - sum);
    previous = row;
  }
}
