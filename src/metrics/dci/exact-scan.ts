import { offerCut, type BestSplit } from './best-split.ts';
import { MOST_LANES, type Frontier } from './frontier.ts';
import { isSeparated } from './separation.ts';
import type { SortedColumns } from './sorted-columns.ts';

/** Leaves room for the rounding of the quick test in front of the exact score. */
const SLACK = 1 - 2 ** -20;

/**
 * Offers to `bests` the splits on one column of the lanes in the bit set `wanted`, but for some that score less than `floors`.
 *
 * @param floors by lane: a score that some column is known to reach
 * The score is the reference's, `sumₗ²/nₗ + sumᵣ²/nᵣ` (scikit-learn, `MSE.proxy_impurity_improvement`), which ranks splits as
 * Friedman's improvement does.
 */
export function scanColumn(
  data: SortedColumns,
  column: number,
  frontier: Frontier,
  wanted: number,
  floors: Float64Array,
  bests: readonly BestSplit[],
): void {
  if (frontier.lanes === 1) scanOne(data, column, frontier, floors[0]!, bests[0]!);
  else scanMany(data, column, frontier, wanted, floors, bests);
}

function scanOne(data: SortedColumns, column: number, { sums, deviations }: Frontier, floor: number, best: BestSplit): void {
  const { rows, order, values } = data;
  const start = column * rows;
  const total = sums[0]!;
  let bound = (Math.max(best.score, floor) / rows) * SLACK;
  let sum = 0;
  let previous = order[start]!;
  for (let k = 1; k < rows; k++) {
    sum += deviations[previous]!;
    const row = order[start + k]!;
    // |left sum| is at most `reach` away from what it would be if the deviations summed to exactly 0.
    const reach = Math.abs(sum) + rows;
    if (reach * reach > bound * (k * (rows - k)) && isSeparated(values[start + previous]!, values[start + row]!)) {
      offerCut(best, column, k - 1, k, k, sum, rows - k, total - sum);
      bound = (Math.max(best.score, floor) / rows) * SLACK;
    }
    previous = row;
  }
}

/** Scratch of `scanMany`, by lane. */
const leftSums = new Float64Array(MOST_LANES);
const leftSizes = new Int32Array(MOST_LANES);
const bounds = new Float64Array(MOST_LANES);
const lastRanks = new Int32Array(MOST_LANES);
const fullSizes = new Int32Array(MOST_LANES);

function scanMany(
  data: SortedColumns,
  column: number,
  frontier: Frontier,
  wanted: number,
  floors: Float64Array,
  bests: readonly BestSplit[],
): void {
  const { rows, order, values } = data;
  const { sizes, sums, deviations, coarse } = frontier;
  const start = column * rows;
  for (let lane = 0; lane < MOST_LANES; lane++) {
    leftSums[lane] = 0;
    leftSizes[lane] = 0;
    lastRanks[lane] = 0;
    // Rows of no open node share a lane: a size beyond theirs keeps its product with k positive, so that Infinity bars it.
    fullSizes[lane] = sizes[lane]! > 0 ? sizes[lane]! : rows + 1;
    bounds[lane] = (wanted & (1 << lane)) !== 0 ? (Math.max(bests[lane]!.score, floors[lane]!) / sizes[lane]!) * SLACK : Infinity;
  }
  for (let rank = 0; rank < rows; rank++) {
    const row = order[start + rank]!;
    const lane = coarse[row]! & (MOST_LANES - 1);
    const sum = leftSums[lane]!;
    const k = leftSizes[lane]!;
    const size = fullSizes[lane]!;
    const reach = Math.abs(sum) + size;
    if (reach * reach > bounds[lane]! * (k * (size - k)) && k > 0) {
      const lastRank = lastRanks[lane]!;
      if (isSeparated(values[start + order[start + lastRank]!]!, values[start + row]!)) {
        const best = bests[lane]!;
        offerCut(best, column, lastRank, rank, k, sum, size - k, sums[lane]! - sum);
        bounds[lane] = (Math.max(best.score, floors[lane]!) / size) * SLACK;
      }
    }
    leftSums[lane] = sum + deviations[row]!;
    leftSizes[lane] = k + 1;
    lastRanks[lane] = rank;
  }
}
