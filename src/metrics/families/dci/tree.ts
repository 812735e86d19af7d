import type { CodeRows } from './code-rows.ts';

/** Depth of every tree: scikit-learn's default for gradient boosting. */
export const DEPTH = 3;

/** Leaves of a full tree. */
export const LEAVES = 2 ** DEPTH;

/** Splits of a full tree. */
export const SPLITS = LEAVES - 1;

/**
 * A row goes left where its single-precision code does not exceed the threshold; where `mirrored`, it goes right there. The first
 * test of a split is never mirrored.
 */
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

/** Adds to `target` what `tree` gives to each row of `codes`, where its leaves have these values, times `factor`. */
export function addEvaluations(
  tree: Tree,
  leafValues: Float64Array,
  codes: CodeRows,
  factor: number,
  target: Float64Array,
): void {
  const { rows, values } = codes;
  const starts = Int32Array.from(tree.splits, ([test]) => (test?.column ?? 0) * rows);
  const thresholds = Float64Array.from(tree.splits, ([test]) => test?.threshold ?? Infinity);
  const tied = Uint8Array.from(tree.splits, (tests) => (tests.length > 1 ? 1 : 0));
  for (let row = 0; row < rows; row++) {
    let split = 0;
    while (split < SPLITS && tied[split] === 0) split = 2 * split + (values[starts[split]! + row]! > thresholds[split]! ? 2 : 1);
    const value = split < SPLITS ? evaluateFrom(split, tree, leafValues, codes, row) : leafValues[split - SPLITS]!;
    target[row] = target[row]! + factor * value;
  }
}

/** Value that the subtree at `from` gives to one row. */
function evaluateFrom(from: number, tree: Tree, leafValues: Float64Array, codes: CodeRows, row: number): number {
  if (from >= SPLITS) return leafValues[from - SPLITS]!;
  const tests = tree.splits[from]!;
  let right = 0;
  for (const { column, threshold, mirrored } of tests)
    if (codes.values[column * codes.rows + row]! > threshold !== mirrored) right++;
  if (right === 0) return evaluateFrom(2 * from + 1, tree, leafValues, codes, row);
  const above = evaluateFrom(2 * from + 2, tree, leafValues, codes, row);
  if (right === tests.length) return above;
  const below = evaluateFrom(2 * from + 1, tree, leafValues, codes, row);
  return below + (right / tests.length) * (above - below);
}
