import { clearBestSplit, type BestSplit } from './best-split.ts';
import type { ColumnScanner } from './column-scanner.ts';
import type { Frontier } from './frontier.ts';
import { scanSmallNode } from './small-node.ts';
import type { SortedColumns } from './sorted-columns.ts';
import type { TreeNode } from './tree-node.ts';

/** Finds the best split of each node of one depth over all columns. */
export class SplitSearch {
  readonly #data: SortedColumns;
  readonly #scanner: ColumnScanner;
  readonly #scanned: Uint8Array;

  constructor(data: SortedColumns, scanner: ColumnScanner) {
    this.#data = data;
    this.#scanner = scanner;
    this.#scanned = new Uint8Array(data.columns);
  }

  /**
   * Fills `best` of every node.
   *
   * @param leaves node of each row
   * @param deviations by row
   * @param favourites by node: a column that is likely to win, to be tried first, because a good split saves work on the others
   */
  run(
    nodes: readonly TreeNode[],
    leaves: Uint8Array,
    deviations: Float64Array,
    frontier: Frontier,
    favourites: Int32Array,
  ): void {
    for (const node of nodes) clearBestSplit(node.best);
    nodes.forEach((node, index) => {
      if (node.lane < 0 && node.size > 1) this.#searchSmall(node, index, leaves, deviations);
    });
    if (nodes.some(({ lane }) => lane >= 0)) this.#searchLanes(nodes, frontier, favourites);
  }

  #searchSmall({ size, sum, best }: TreeNode, index: number, leaves: Uint8Array, deviations: Float64Array): void {
    const members = new Int32Array(size);
    for (let i = 0, k = 0; k < size; i++) if (leaves[i] === index) members[k++] = i;
    for (let column = 0; column < this.#data.columns; column++) scanSmallNode(this.#data, column, members, sum, deviations, best);
  }

  #searchLanes(nodes: readonly TreeNode[], frontier: Frontier, favourites: Int32Array): void {
    const scanner = this.#scanner;
    const scanned = this.#scanned.fill(0);
    const bests: BestSplit[] = [];
    scanner.begin(frontier);
    nodes.forEach(({ lane, best }) => {
      if (lane >= 0) bests[lane] = best;
    });
    nodes.forEach(({ lane }, index) => {
      const column = favourites[index]!;
      if (lane < 0 || scanned[column] === 1) return;
      scanner.scan(frontier, column, bests);
      scanned[column] = 1;
    });
    for (let column = 0; column < scanned.length; column++) if (scanned[column] === 0) scanner.scan(frontier, column, bests);
  }
}
