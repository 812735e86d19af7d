import { LEARNING_RATE, STAGES } from './boosting.ts';
import type { CodeRows } from './code-rows.ts';
import { createExpectation } from './expectation.ts';
import type { TreeBuilder } from './tree-builder.ts';
import { addEvaluations } from './tree.ts';

/** A factor and what was predicted of it, row by row, for the rows that were fitted and the rest. */
export interface RegressionFit {
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/**
 * Fits gradient-boosted trees to one factor by squared error, from its mean, and predicts it.
 *
 * Source: Friedman, Annals of Statistics 29 (2001); scikit-learn 1.9, `GradientBoostingRegressor` with its defaults. The factor is
 * standardised for the fit, so that nothing depends on its unit.
 *
 * @param builder grows on the training rows; its `decreases` gain those of this fit
 * @param factor values on the training rows, not all equal
 */
export function boostRegression(builder: TreeBuilder, factor: Float64Array, test: CodeRows): RegressionFit {
  const n = factor.length;
  const { mean, deviation } = moments(factor);
  const residuals = factor.map((value) => (value - mean) / deviation);
  const predicted = new Float64Array(test.rows);
  const expectation = createExpectation();
  const { means, tree } = builder;
  for (let stage = 0; stage < STAGES; stage++) {
    builder.grow(residuals, expectation);
    const { leaves } = builder;
    for (let i = 0; i < n; i++) residuals[i] = residuals[i]! - LEARNING_RATE * means[leaves[i]!]!;
    addEvaluations(tree, means, test, LEARNING_RATE, predicted);
  }
  return {
    train: factor.map((value, i) => value - deviation * residuals[i]!),
    test: predicted.map((value) => mean + deviation * value),
  };
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
