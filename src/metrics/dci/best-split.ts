/** One way to divide a node: a place between two neighbours in the order of one column. */
export interface Cut {
  readonly column: number;
  /** Rank, among all rows, of the node's last row below the cut. */
  readonly lastRank: number;
  /** Rank of the node's next row, the first above it. */
  readonly nextRank: number;
  /** Whether the rows above the cut are those that lie below the first of the tied cuts. */
  readonly mirrored: boolean;
}

/** The best split of one node so far. */
export interface BestSplit {
  /** `leftSum² / leftSize + rightSum² / rightSize`, in squared deviations; −1 where no split was found. */
  score: number;
  /** Rows below the first cut, … */
  leftSize: number;
  /** … and the sum of their deviations. */
  leftSum: number;
  /** Cuts of this score with sides of these sizes and sums, at most one a column, by ascending column: the first is applied. */
  readonly cuts: Cut[];
  /** Columns that reach this score in any way, in ascending order. */
  readonly columns: number[];
}

export function createBestSplit(): BestSplit {
  return { score: -1, leftSize: 0, leftSum: 0, cuts: [], columns: [] };
}

export function clearBestSplit(best: BestSplit): void {
  best.score = -1;
  best.cuts.length = 0;
  best.columns.length = 0;
}

/**
 * Takes a cut into account that has `below` rows with deviations summing to `sumBelow` below it and `above` rows with `sumAbove`
 * above it. Columns must be offered in ascending order, and the cuts of one column from the lowest to the highest: among
 * equal scores the first is applied.
 */
export function offerCut(
  best: BestSplit,
  column: number,
  lastRank: number,
  nextRank: number,
  below: number,
  sumBelow: number,
  above: number,
  sumAbove: number,
): void {
  const score = (sumBelow * sumBelow) / below + (sumAbove * sumAbove) / above;
  if (score < best.score) return;
  if (score > best.score) {
    best.score = score;
    best.leftSize = below;
    best.leftSum = sumBelow;
    best.cuts.length = 0;
    best.cuts.push({ column, lastRank, nextRank, mirrored: false });
    best.columns.length = 0;
    best.columns.push(column);
    return;
  }
  if (best.columns.at(-1) === column) return;
  best.columns.push(column);
  if (below === best.leftSize && sumBelow === best.leftSum) best.cuts.push({ column, lastRank, nextRank, mirrored: false });
  else if (above === best.leftSize && sumAbove === best.leftSum) best.cuts.push({ column, lastRank, nextRank, mirrored: true });
}
