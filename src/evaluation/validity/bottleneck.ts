import { assignMaximum } from '../../core/linear-algebra/assignment.ts';
import type { Matrix } from '../../core/matrix.ts';

/** Whether min(m, d) pairs of different codes and factors exist whose entries are all at most `limit`. */
function matchesWithin({ rows, columns, data }: Matrix, limit: number): boolean {
  const allowed = { rows, columns, data: data.map((value) => (value <= limit ? 1 : 0)) };
  return Math.round(assignMaximum(allowed).total) === Math.min(rows, columns);
}

/** For each row (or column, where there are fewer) its least entry. */
function leastEntries({ rows, columns, data }: Matrix): number[] {
  const byRow = rows <= columns;
  return Array.from({ length: Math.min(rows, columns) }, (_, a) => {
    let least = Infinity;
    for (let b = 0; b < Math.max(rows, columns); b++) least = Math.min(least, byRow ? data[b * rows + a]! : data[a * rows + b]!);
    return least;
  });
}

/**
 * The least possible largest entry over one-to-one matchings of min(rows, columns) pairs: the bottleneck assignment.
 *
 * @param residuals finite numbers
 */
export function bottleneck(residuals: Matrix): number {
  const bound = Math.max(0, ...leastEntries(residuals));
  if (matchesWithin(residuals, bound)) return bound;
  const candidates = [...new Set(residuals.data)].filter((value) => value > bound).sort((a, b) => a - b);
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (matchesWithin(residuals, candidates[middle]!)) high = middle;
    else low = middle + 1;
  }
  return candidates[low]!;
}
