import type { Cut } from './best-split.ts';
import type { Expectation } from './expectation.ts';
import { createFrontier, MOST_LANES, nearestInteger, ROOT_MAGNITUDE } from './frontier.ts';
import { isKernelSupported, KernelScanner } from './kernel/kernel-scanner.ts';
import { PlainScanner } from './plain-scanner.ts';
import { createRowDescent } from './row-descent.ts';
import type { RowScanner } from './row-scanner.ts';
import { SMALL_NODE } from './small-node.ts';
import type { SortedColumns } from './sorted-columns.ts';
import { SplitSearch } from './split-search.ts';
import { createTreeNode, inherit, layFinerGrid, meanResidual, shiftBetween, type TreeNode } from './tree-node.ts';
import { DEPTH, LEAVES, SPLITS, type SplitTest, type Tree } from './tree.ts';

/** A node whose mean squared deviation is at most this is a leaf: machine epsilon, as in scikit-learn's `_tree.pyx`. */
const PURE = 2 ** -52;

/**
 * Grows regression trees of depth 3 on one set of codes, one after the other, with shared scratch.
 *
 * The trees are those of scikit-learn's `DecisionTreeRegressor(criterion='squared_error', max_depth=3)` but for ties between
 * columns: there the first in a random order wins, here the lowest column splits, all share the credit, and new rows follow all
 * (see `Tree`): the mean over the orders. Nearly always tied columns divide the training rows alike, and nothing else depends on which of them is applied.
 */
export class TreeBuilder {
  readonly data: SortedColumns;
  /** The last tree grown. */
  readonly tree: Tree = { splits: Array.from({ length: SPLITS }, () => []) };
  /** Mean residual of each leaf of the last tree that has rows. */
  readonly means = new Float64Array(LEAVES);
  /** By column: the decrease of the sum of squared residuals that it brought, over all trees grown. */
  readonly decreases: Float64Array;

  readonly #frontier = createFrontier();
  readonly #scanner: RowScanner;
  readonly #search: SplitSearch;
  readonly #descent = createRowDescent();
  /** By depth. */
  readonly #nodes = Array.from({ length: DEPTH + 1 }, (_, depth) => Array.from({ length: 2 ** depth }, createTreeNode));

  constructor(data: SortedColumns, scanner: RowScanner = createScanner(data)) {
    this.data = data;
    this.decreases = new Float64Array(data.columns);
    this.#scanner = scanner;
    this.#search = new SplitSearch(data, scanner);
  }

  /** Leaf of each training row in the last tree, until another builder grows one. */
  get leaves(): Uint8Array {
    return this.#frontier.leaves;
  }

  /**
   * Grows one tree.
   *
   * @param residuals one number per training row
   * @param expectation from the tree before on similar residuals; receives what this one finds
   */
  grow(residuals: Float64Array, expectation: Expectation): void {
    for (const tests of this.tree.splits) tests.length = 0;
    this.#scanner.attach(this.#frontier);
    this.#plantRoot(residuals);
    for (let depth = 0; depth < DEPTH; depth++) {
      const nodes = this.#nodes[depth]!;
      const search = (): void => this.#search.run(nodes, this.#frontier, expectation);
      search();
      if (this.#layFinerGrids(nodes, residuals)) search();
      for (let index = 0; index < nodes.length; index++) this.#decide(residuals, depth, index, expectation);
      this.#descend(depth);
    }
  }

  #plantRoot(residuals: Float64Array): void {
    const frontier = this.#frontier;
    const { rows } = this.data;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += residuals[i]!;
    const centre = sum / rows;
    let magnitude = 0;
    for (let i = 0; i < rows; i++) magnitude += Math.abs(residuals[i]! - centre);
    const scale = magnitude > 0 ? ROOT_MAGNITUDE / magnitude : 0;
    const { deviations, table } = frontier;
    let total = 0;
    let least = 0;
    let greatest = 0;
    for (let i = 0; i < rows; i++) {
      const deviation = nearestInteger((residuals[i]! - centre) * scale);
      deviations[i] = deviation;
      table[i] = deviation;
      total += deviation;
      if (deviation > greatest) greatest = deviation;
      if (deviation < least) least = deviation;
    }
    frontier.leaves.fill(0);
    const root = this.#nodes[0]![0]!;
    root.size = rows;
    root.sum = total;
    root.scale = scale;
    root.centre = centre;
    root.lane = rows > SMALL_NODE ? 0 : -1;
    frontier.lanes = 1;
    frontier.sizes.fill(0);
    frontier.sizes[0] = rows;
    frontier.sums[0] = total;
    frontier.largest = Math.max(greatest, -least);
  }

  /** Whether any node must be searched again. */
  #layFinerGrids(nodes: readonly TreeNode[], residuals: Float64Array): boolean {
    const frontier = this.#frontier;
    const { leaves, deviations } = frontier;
    let changed = false;
    nodes.forEach((node, index) => {
      if (!layFinerGrid(node, index, leaves, residuals, deviations)) return;
      changed = true;
      if (node.lane < 0) return;
      frontier.sums[node.lane] = node.sum;
      for (let i = 0; i < deviations.length; i++) {
        if (leaves[i] !== index) continue;
        frontier.table[i * frontier.lanes + node.lane] = deviations[i]!;
        frontier.largest = Math.max(frontier.largest, Math.abs(deviations[i]!));
      }
    });
    return changed;
  }

  /** Splits a node of the tree as its best split says, or makes it a leaf. */
  #decide(residuals: Float64Array, depth: number, index: number, expectation: Expectation): void {
    const { data, tree } = this;
    const node = this.#nodes[depth]![index]!;
    const left = this.#nodes[depth + 1]![2 * index]!;
    const right = this.#nodes[depth + 1]![2 * index + 1]!;
    const { size, sum, scale, best } = node;
    const descent = this.#descent;
    descent.columns[index] = 0;
    descent.lastRanks[index] = data.rows;
    left.size = 0;
    right.size = 0;
    if (size === 0) return;
    const split = 2 ** depth - 1 + index;
    const gain = best.score - (sum * sum) / size;
    if (best.score < 0 || (gain <= size * PURE * scale * scale && this.#isPure(residuals, node, index))) {
      this.means[index << (DEPTH - depth)] = meanResidual(node);
      if (depth === 0) expectation.rootGain = 0;
      return;
    }
    const applied = best.cuts[0]!;
    for (const cut of best.cuts) if (isAlike(cut, applied, node)) tree.splits[split]!.push(this.#test(cut, applied));
    const decrease = gain / (scale * scale);
    for (const { column } of best.cuts) this.decreases[column]! += decrease / best.cuts.length;
    expectation.columns[split] = applied.column;
    if (depth === 0) expectation.rootGain = decrease;
    descent.columns[index] = applied.column;
    descent.lastRanks[index] = applied.lastRank;
    inherit(left, node, applied.size, applied.sum);
    inherit(right, node, size - applied.size, sum - applied.sum);
    if (depth === DEPTH - 1) {
      this.means[2 * index] = meanResidual(left);
      this.means[2 * index + 1] = meanResidual(right);
    }
  }

  /** Between two neighbours the threshold is their midpoint. */
  #test({ column, lastRank, nextRank, size, sum }: Cut, applied: Cut): SplitTest {
    const { values, order, rows } = this.data;
    const start = column * rows;
    const below = values[start + order[start + lastRank]!]!;
    const above = values[start + order[start + nextRank]!]!;
    return { column, threshold: below / 2 + above / 2, mirrored: size !== applied.size || sum !== applied.sum };
  }

  #isPure(residuals: Float64Array, node: TreeNode, index: number): boolean {
    const { leaves } = this.#frontier;
    const mean = meanResidual(node);
    let squares = 0;
    for (let i = 0; i < leaves.length; i++) if (leaves[i] === index) squares += (residuals[i]! - mean) * (residuals[i]! - mean);
    return squares <= node.size * PURE;
  }

  /** Moves every row to its child, and its deviation to the child's centre. */
  #descend(depth: number): void {
    const descent = this.#descent;
    if (depth === DEPTH - 1) {
      this.#scanner.assign(this.#frontier, descent);
      return;
    }
    const children = this.#nodes[depth + 1]!;
    this.#openLanes(children);
    children.forEach((child, index) => (descent.shifts[index] = shiftBetween(this.#nodes[depth]![index >> 1]!, child)));
    this.#scanner.descend(this.#frontier, descent);
  }

  /** Gives a lane to every node that is worth a pass over all rows. */
  #openLanes(nodes: readonly TreeNode[]): void {
    const frontier = this.#frontier;
    frontier.sizes.fill(0);
    let open = 0;
    let rows = 0;
    for (const node of nodes) {
      node.lane = node.size > SMALL_NODE ? open++ : -1;
      if (node.lane < 0) continue;
      frontier.sizes[node.lane] = node.size;
      frontier.sums[node.lane] = node.sum;
      rows += node.size;
    }
    const needed = rows < this.data.rows ? open + 1 : open;
    frontier.lanes = needed <= 2 ? 2 : MOST_LANES;
    nodes.forEach(({ lane }, index) => {
      this.#descent.lanes[index] = lane < 0 ? open : lane;
    });
  }
}

/** Whether a tied cut divides the node's rows as the applied one does, or the other way round. */
function isAlike(cut: Cut, applied: Cut, node: TreeNode): boolean {
  const same = cut.size === applied.size && cut.sum === applied.sum;
  return same || (node.size - cut.size === applied.size && node.sum - cut.sum === applied.sum);
}

function createScanner(data: SortedColumns): RowScanner {
  return isKernelSupported() ? new KernelScanner(data) : new PlainScanner(data);
}
