import { clearBestSplit, type BestSplit } from './best-split.ts';
import type { RowScanner } from './row-scanner.ts';
import type { Expectation } from './expectation.ts';
import { MOST_LANES, type Frontier } from './frontier.ts';
import { scanSmallNode, SMALL_NODE } from './small-node.ts';
import type { SortedColumns } from './sorted-columns.ts';
import type { TreeNode } from './tree-node.ts';

/**
 * Share of the last tree's gain at the root below which cuts are passed over at first. Between two trees that gain falls by about
 * a fifth; those of other nodes vary with the tree.
 */
const EXPECTED_SHARE = 0.6;

/** Finds the best split of each node of one depth over all columns. */
export class SplitSearch {
  readonly #data: SortedColumns;
  readonly #scanner: RowScanner;
  readonly #scanned: Uint8Array;
  readonly #members = new Int32Array(SMALL_NODE);
  readonly #floors = new Float64Array(MOST_LANES);

  constructor(data: SortedColumns, scanner: RowScanner) {
    this.#data = data;
    this.#scanner = scanner;
    this.#scanned = new Uint8Array(data.columns);
  }

  /**
   * Fills `best` of every node.
   */
  run(nodes: readonly TreeNode[], frontier: Frontier, expectation: Expectation): void {
    let open = false;
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index]!;
      clearBestSplit(node.best);
      if (node.lane >= 0) open = true;
      else if (node.size > 1) this.#searchSmall(node, index, frontier);
    }
    if (open) this.#searchLanes(nodes, frontier, expectation);
  }

  #searchSmall({ size, sum, best }: TreeNode, index: number, { leaves, deviations }: Frontier): void {
    const members = this.#members;
    for (let i = 0, k = 0; k < size; i++) if (leaves[i] === index) members[k++] = i;
    for (let column = 0; column < this.#data.columns; column++)
      scanSmallNode(this.#data, column, members, size, sum, deviations, best);
  }

  #searchLanes(nodes: readonly TreeNode[], frontier: Frontier, expectation: Expectation): void {
    const bests: BestSplit[] = [];
    const floors = this.#floors.fill(Infinity);
    for (let index = 0; index < nodes.length; index++) {
      const { lane, best, size, sum, scale } = nodes[index]!;
      if (lane < 0) continue;
      bests[lane] = best;
      floors[lane] = nodes.length === 1 ? EXPECTED_SHARE * expectation.rootGain * scale * scale + (sum * sum) / size : 0;
    }
    this.#scanner.begin(frontier);
    this.#scanColumns(nodes, frontier, bests, expectation.columns);
    let missing = false;
    for (let lane = 0; lane < bests.length; lane++) {
      const found = bests[lane]!.score >= 0;
      missing ||= !found && floors[lane]! > 0;
      floors[lane] = found ? Infinity : 0;
    }
    if (missing) this.#scanColumns(nodes, frontier, bests, expectation.columns);
  }

  #scanColumns(nodes: readonly TreeNode[], frontier: Frontier, bests: readonly BestSplit[], likely: Int32Array): void {
    const scanned = this.#scanned.fill(0);
    for (let index = 0; index < nodes.length; index++) {
      const column = likely[nodes.length - 1 + index]!;
      if (nodes[index]!.lane < 0 || scanned[column] === 1) continue;
      this.#scanner.scan(frontier, column, this.#floors, bests);
      scanned[column] = 1;
    }
    for (let column = 0; column < scanned.length; column++)
      if (scanned[column] === 0) this.#scanner.scan(frontier, column, this.#floors, bests);
  }
}
