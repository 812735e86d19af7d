import type { CodeRows } from './code-rows.ts';

/** Depth of every tree: scikit-learn's default for gradient boosting. */
export const DEPTH = 3;

/** Leaves of a full tree. */
export const LEAVES = 2 ** DEPTH;

/** Splits of a full tree. */
export const SPLITS = LEAVES - 1;

/** A row goes left where its single-precision code does not exceed the threshold; where `mirrored`, it goes right there. */
export interface SplitTest {
  readonly column: number;
  readonly threshold: number;
  readonly mirrored: boolean;
}

/**
 * A regression tree in the layout of a full binary tree: the children of split s are 2s + 1 and 2s + 2, leaves are numbered from
 * the left. A split without a test is a leaf of its own: every row goes left. A split with several tests, which divide the training
 * rows alike, sends a row each way in proportion to their votes, so that the order of columns does not matter.
 */
export interface Tree {
  readonly splits: readonly SplitTest[][];
}

/** Value that `tree` gives to one row, where its leaves have these values. */
export function evaluateTree(tree: Tree, leafValues: Float64Array, codes: CodeRows, row: number, from = 0): number {
  let split = from;
  while (split < SPLITS) {
    const tests = tree.splits[split]!;
    let right = 0;
    for (const { column, threshold, mirrored } of tests)
      if (codes.values[column * codes.rows + row]! > threshold !== mirrored) right++;
    if (right > 0 && right < tests.length) {
      const share = right / tests.length;
      const left = evaluateTree(tree, leafValues, codes, row, 2 * split + 1);
      return left + share * (evaluateTree(tree, leafValues, codes, row, 2 * split + 2) - left);
    }
    split = 2 * split + (right === 0 ? 1 : 2);
  }
  return leafValues[split - SPLITS]!;
}
