import { leastSquares } from '../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../core/matrix.ts';
import { safeScale, summariseColumn } from '../core/statistics/column-summary.ts';
import type { Arrays } from '../metrics/metric.ts';

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** Codes times a common power of two that keeps their squares finite, and a column of ones where there is an intercept. */
function designOf(codes: Matrix, scale: number, intercept: boolean): Matrix {
  const design = zeros(codes.rows, codes.columns + (intercept ? 1 : 0));
  design.data.fill(1);
  for (let i = 0; i < codes.data.length; i++) design.data[i] = codes.data[i]! * scale;
  return design;
}

function predict(design: Matrix, coefficients: Matrix, factor: number): Float64Array {
  const predicted = new Float64Array(design.rows);
  for (let i = 0; i < design.columns; i++) {
    const code = column(design, i);
    const weight = coefficients.data[factor * coefficients.rows + i]!;
    for (let row = 0; row < predicted.length; row++) predicted[row]! += weight * code[row]!;
  }
  return predicted;
}

function explainedShare(actual: Float64Array, predicted: Float64Array): number {
  const { mean, constant } = summariseColumn(actual);
  if (constant) return 0;
  let [residual, total] = [0, 0];
  for (let row = 0; row < actual.length; row++) {
    residual += (actual[row]! - predicted[row]!) ** 2;
    total += (actual[row]! - mean) ** 2;
  }
  return Math.min(1, Math.max(0, 1 - residual / total));
}

/**
 * R² as in the experiments of Joshi et al. 2026: least squares of the factors on the raw codes, fitted on some rows and scored on others,
 * clipped to [0, 1] for each factor and averaged over all of them, constant ones counting 0.
 *
 * @param fit rows to fit on
 * @param score rows to score on, with the same numbers of factors and codes
 * @param intercept whether the fit has one; the paper's has not
 */
export function heldOutR2(fit: Arrays, score: Arrays, intercept: boolean): number {
  const magnitude = fit.codes.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const scale = safeScale(magnitude);
  const design = designOf(fit.codes, scale, intercept);
  const { coefficients } = leastSquares(design, fit.factors, EPSILON * Math.max(design.rows, design.columns));
  const target = designOf(score.codes, scale, intercept);
  const d = score.factors.columns;
  let sum = 0;
  for (let j = 0; j < d; j++) sum += explainedShare(column(score.factors, j), predict(target, coefficients, j));
  return sum / d;
}
