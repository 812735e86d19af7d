import { offerCut, scoreOf, type BestSplit } from './best-split.ts';
import type { RowScanner } from './row-scanner.ts';
import { laneOf, MOST_LANES, tagOf, type Frontier } from './frontier.ts';
import type { RowDescent } from './row-descent.ts';
import { isSeparated } from './separation.ts';
import type { SortedColumns } from './sorted-columns.ts';

/** The scan in plain JavaScript: what `KernelScanner` must agree with, and what runs where there is no WebAssembly SIMD. */
export class PlainScanner implements RowScanner {
  readonly #data: SortedColumns;
  readonly #table: Float64Array;
  readonly #tags: Int32Array;
  readonly #leaves: Uint8Array;
  readonly #deviations: Float64Array;

  constructor(data: SortedColumns) {
    this.#data = data;
    this.#table = new Float64Array(MOST_LANES * data.rows);
    this.#tags = new Int32Array(data.rows);
    this.#leaves = new Uint8Array(data.rows);
    this.#deviations = new Float64Array(data.rows);
  }

  attach(frontier: Frontier): void {
    frontier.table = this.#table;
    frontier.tags = this.#tags;
    frontier.leaves = this.#leaves;
    frontier.deviations = this.#deviations;
  }

  begin(): void {}

  scan({ lanes, sizes, sums, table, tags }: Frontier, column: number, floors: Float64Array, bests: readonly BestSplit[]): void {
    const { rows, order, values } = this.#data;
    const start = column * rows;
    const leftSums = [0, 0, 0, 0];
    const leftSizes = [0, 0, 0, 0];
    const lastRanks = [0, 0, 0, 0];
    for (let rank = 0; rank < rows; rank++) {
      const row = order[start + rank]!;
      const lane = lanes === 1 ? 0 : laneOf(tags[row]!);
      const size = sizes[lane]!;
      if (size === 0) continue;
      const sum = leftSums[lane]!;
      const k = leftSizes[lane]!;
      const lastRank = lastRanks[lane]!;
      if (k > 0 && isSeparated(values[start + order[start + lastRank]!]!, values[start + row]!)) {
        const rest = sums[lane]! - sum;
        if (scoreOf(k, sum, size - k, rest) >= floors[lane]!)
          offerCut(bests[lane]!, column, lastRank, rank, k, sum, size - k, rest);
      }
      leftSums[lane] = sum + table[row * lanes + lane]!;
      leftSizes[lane] = k + 1;
      lastRanks[lane] = rank;
    }
  }

  descend(frontier: Frontier, descent: RowDescent): void {
    const { table, tags, lanes, leaves, deviations } = frontier;
    this.assign(frontier, descent);
    table.fill(0, 0, lanes * leaves.length);
    frontier.largest = 0;
    for (let i = 0; i < leaves.length; i++) {
      const child = leaves[i]!;
      const deviation = deviations[i]! - descent.shifts[child]!;
      deviations[i] = deviation;
      table[i * lanes + descent.lanes[child]!] = deviation;
      tags[i] = tagOf(descent.lanes[child]!);
      frontier.largest = Math.max(frontier.largest, Math.abs(deviation));
    }
  }

  assign({ leaves }: Frontier, { columns, lastRanks }: RowDescent): void {
    const { ranks, rows } = this.#data;
    for (let i = 0; i < rows; i++) {
      const node = leaves[i]!;
      leaves[i] = 2 * node + (ranks[columns[node]! * rows + i]! > lastRanks[node]! ? 1 : 0);
    }
  }
}
