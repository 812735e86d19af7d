import { createBestSplit, type BestSplit } from './best-split.ts';
import { nearestInteger, ROOT_MAGNITUDE } from './frontier.ts';

/** A node of a tree under construction. Its rows' residuals are integers on a grid of its own: see `Frontier`. */
export interface TreeNode {
  /** Rows; 0 for a node that does not exist. */
  size: number;
  /** Sum of the deviations of its rows. */
  sum: number;
  /** Deviation per unit of residual; 0 where all residuals are equal. */
  scale: number;
  /** Residual of deviation 0. */
  centre: number;
  /** Lane in the frontier, or −1. */
  lane: number;
  readonly best: BestSplit;
}

export function createTreeNode(): TreeNode {
  return { size: 0, sum: 0, scale: 0, centre: 0, lane: -1, best: createBestSplit() };
}

/** Mean residual of a node that exists. */
export function meanResidual({ size, sum, scale, centre }: TreeNode): number {
  return scale > 0 ? centre + sum / (size * scale) : centre;
}

/** Makes `child` the node of `size` rows of `parent` whose deviations, on the parent's grid, sum to `sum`. */
export function inherit(child: TreeNode, parent: TreeNode, size: number, sum: number): void {
  const shift = nearestInteger(sum / size);
  child.size = size;
  child.sum = sum - size * shift;
  child.scale = parent.scale;
  child.centre = parent.centre + shift / parent.scale;
}

/** What takes deviations from the parent's centre to the child's. */
export function shiftBetween(parent: TreeNode, child: TreeNode): number {
  return child.size === 0 ? 0 : nearestInteger((child.centre - parent.centre) * child.scale);
}

/** A split that gains less than this, in squared deviations, was found on too coarse a grid where a finer one is possible. */
const LEAST_GAIN = 2 ** 60;

/** A finer grid is worth while from this factor on. */
const FINER = 4;

/**
 * Lays a finer grid for a node whose residuals are small beside those of the root, where its best split asks for it. This happens
 * with heavy tails, once an outlier has a leaf of its own.
 *
 * @param leaves node of each row
 * @returns whether the deviations of the node changed, so that it must be searched again
 */
export function layFinerGrid(
  node: TreeNode,
  index: number,
  leaves: Uint8Array,
  residuals: Float64Array,
  deviations: Float64Array,
): boolean {
  const { size, sum, scale, best } = node;
  if (size < 2 || best.score < 0 || best.score - (sum * sum) / size >= LEAST_GAIN) return false;
  let total = 0;
  for (let i = 0; i < leaves.length; i++) if (leaves[i] === index) total += residuals[i]!;
  const centre = total / size;
  let magnitude = 0;
  for (let i = 0; i < leaves.length; i++) if (leaves[i] === index) magnitude += Math.abs(residuals[i]! - centre);
  const finer = ROOT_MAGNITUDE / magnitude;
  if (magnitude === 0 || finer < FINER * scale || finer === Infinity) return false;
  node.sum = 0;
  node.scale = finer;
  node.centre = centre;
  for (let i = 0; i < leaves.length; i++) {
    if (leaves[i] !== index) continue;
    deviations[i] = nearestInteger((residuals[i]! - centre) * finer);
    node.sum += deviations[i]!;
  }
  return true;
}
