/** One way to divide a node: a place between two neighbours in the order of one column. */
export interface Cut {
  readonly column: number;
  /** Rank, among all rows, of the node's last row below the cut. */
  readonly lastRank: number;
  /** Rank of the node's next row, the first above it. */
  readonly nextRank: number;
  /** Rows below the cut. */
  readonly size: number;
  /** Sum of their deviations. */
  readonly sum: number;
}

/** The best split of one node so far. */
export interface BestSplit {
  /** `sum² / size` of the rows below plus that of the rows above, in squared deviations; −1 where no cut was found. */
  score: number;
  /** All cuts of this score, but one a column, by ascending column. The first is applied. */
  readonly cuts: Cut[];
}

export function createBestSplit(): BestSplit {
  return { score: -1, cuts: [] };
}

export function clearBestSplit(best: BestSplit): void {
  best.score = -1;
  best.cuts.length = 0;
}

/** Score of a cut: scikit-learn's `MSE.proxy_impurity_improvement`. It ranks cuts as Friedman's improvement does. */
export function scoreOf(below: number, sumBelow: number, above: number, sumAbove: number): number {
  return (sumBelow * sumBelow) / below + (sumAbove * sumAbove) / above;
}

/**
 * Takes a cut into account. The cuts of one column must come from the lowest to the highest: among those of equal score the
 * first stands. Columns may come in any order.
 *
 * @param above rows above the cut @param sumAbove sum of their deviations
 */
export function offerCut(
  best: BestSplit,
  column: number,
  lastRank: number,
  nextRank: number,
  size: number,
  sum: number,
  above: number,
  sumAbove: number,
): void {
  const score = scoreOf(size, sum, above, sumAbove);
  if (score < best.score) return;
  const { cuts } = best;
  if (score > best.score) {
    best.score = score;
    cuts.length = 0;
    cuts.push({ column, lastRank, nextRank, size, sum });
    return;
  }
  if (cuts.some((cut) => cut.column === column)) return;
  let place = cuts.length;
  while (place > 0 && cuts[place - 1]!.column > column) place--;
  cuts.splice(place, 0, { column, lastRank, nextRank, size, sum });
}
