import { clearBestSplit, type BestSplit } from './best-split.ts';
import { CoarseSearch } from './coarse-search.ts';
import { scanColumn } from './exact-scan.ts';
import { MOST_LANES, type Frontier } from './frontier.ts';
import { scanSmallNode } from './small-node.ts';
import type { SortedColumns } from './sorted-columns.ts';
import type { TreeNode } from './tree-node.ts';

/** Finds the best split of each node of one depth over all columns. */
export class SplitSearch {
  readonly #data: SortedColumns;
  readonly #coarse: CoarseSearch;
  readonly #visited: Uint8Array;
  readonly #floors = new Float64Array(MOST_LANES);

  constructor(data: SortedColumns) {
    this.#data = data;
    this.#coarse = new CoarseSearch(data);
    this.#visited = new Uint8Array(data.columns);
  }

  /**
   * Fills `best` of every node.
   *
   * @param leaves node of each row
   * @param favourites by node: a column that is likely to win; the better the guess, the more columns can be passed over
   */
  run(nodes: readonly TreeNode[], leaves: Uint8Array, frontier: Frontier, favourites: Int32Array): void {
    for (const node of nodes) clearBestSplit(node.best);
    nodes.forEach((node, index) => {
      if (node.lane < 0 && node.size > 1) this.#searchSmall(node, index, leaves, frontier.deviations);
    });
    if (nodes.some(({ lane }) => lane >= 0)) this.#searchLanes(nodes, frontier, favourites);
  }

  #searchSmall({ size, sum, best }: TreeNode, index: number, leaves: Uint8Array, deviations: Float64Array): void {
    const members = new Int32Array(size);
    for (let i = 0, k = 0; k < size; i++) if (leaves[i] === index) members[k++] = i;
    for (let column = 0; column < this.#data.columns; column++) scanSmallNode(this.#data, column, members, sum, deviations, best);
  }

  #searchLanes(nodes: readonly TreeNode[], frontier: Frontier, favourites: Int32Array): void {
    const data = this.#data;
    const coarse = this.#coarse;
    const visited = this.#visited.fill(0);
    const bests: BestSplit[] = [];
    coarse.start(frontier);
    nodes.forEach(({ lane, best }, index) => {
      if (lane < 0) return;
      bests[lane] = best;
      const column = favourites[index]!;
      if (visited[column] === 0) coarse.visit(frontier, column);
      visited[column] = 1;
    });
    for (let column = 0; column < data.columns; column++) if (visited[column] === 0) coarse.visit(frontier, column);
    for (let lane = 0; lane < bests.length; lane++) this.#floors[lane] = coarse.floor(lane);
    for (let column = 0; column < data.columns; column++) {
      const wanted = coarse.candidates(column);
      if (wanted !== 0) scanColumn(data, column, frontier, wanted, this.#floors, bests);
    }
  }
}
