import { factoriseCholesky, solveCholesky, solveCholeskyAll } from '../core/linear-algebra/cholesky.ts';
import { crossProduct } from '../core/linear-algebra/cross-product.ts';
import { leastSquares } from '../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** Random features, and the rows that they are fitted and scored on: enough to tell curvature from noise, and quick. */
const FEATURES = 150;
const FIT_ROWS = 6000;
const SCORE_ROWS = 3000;
/** Fewest rows for each feature. */
const ROWS_PER_FEATURE = 20;
/** Ridge penalty as a share of the number of rows; features have variances near 1. */
const PENALTY = 1e-4;

/** Codes explained by all factors together, by a linear function. */
export interface LinearModel {
  /** Share of each code's variance, adjusted for the number of coefficients. */
  readonly explained: readonly number[];
  /** factors × codes: what of the code's variance is lost when the factor is left out. All 0 where factors determine one another. */
  readonly contributions: Matrix;
  readonly residuals: Matrix;
}

function inverseDiagonal(gram: Matrix): number[] | undefined {
  const size = gram.columns;
  const factor = factoriseCholesky(gram.data.slice(), size);
  if (factor === undefined) return undefined;
  return Array.from({ length: size }, (_, k) => {
    const unit = new Float64Array(size);
    unit[k] = 1;
    solveCholesky(factor, unit);
    return unit[k];
  });
}

/** Least squares of codes on factors. All columns have mean 0 and variance 1. */
export function fitLinearModel(factors: Matrix, codes: Matrix): LinearModel {
  const { rows: n, columns: d } = factors;
  const { coefficients, residualSquares, rank } = leastSquares(factors, codes, EPSILON * Math.max(n, d));
  const residuals = { ...codes, data: codes.data.slice() };
  for (let i = 0; i < codes.columns; i++) {
    const residual = column(residuals, i);
    for (let k = 0; k < d; k++) {
      const weight = coefficients.data[i * d + k]!;
      const factor = column(factors, k);
      for (let row = 0; row < n; row++) residual[row]! -= weight * factor[row]!;
    }
  }
  const contributions = zeros(d, codes.columns);
  const precisions = rank < d ? undefined : inverseDiagonal(crossProduct(factors, factors));
  precisions?.forEach((precision, k) => {
    for (let i = 0; i < codes.columns; i++) {
      const weight = coefficients.data[i * d + k]!;
      contributions.data[i * d + k] = (weight * weight) / (precision * n);
    }
  });
  return {
    explained: Array.from(residualSquares, (square) => Math.max(0, 1 - square / Math.max(1, n - 1 - rank))),
    contributions,
    residuals,
  };
}

/** ReLUs of random directions of the factors, centred on the rows that are fitted. */
function drawFeatures(factors: Matrix, rows: number, count: number, fitRows: number): Matrix {
  const stream = new RandomStream('custodes/diagnosis', 'features');
  const features = zeros(rows, count);
  for (let f = 0; f < count; f++) {
    const feature = column(features, f);
    for (let k = 0; k < factors.columns; k++) {
      const weight = stream.normal() / Math.sqrt(factors.columns);
      const factor = column(factors, k);
      for (let row = 0; row < rows; row++) feature[row]! += weight * factor[row]!;
    }
    const bias = stream.normal();
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      feature[row] = Math.max(0, feature[row]! + bias);
      if (row < fitRows) sum += feature[row]!;
    }
    for (let row = 0; row < rows; row++) feature[row]! -= sum / fitRows;
  }
  return features;
}

function firstRows(matrix: Matrix, start: number, end: number): Matrix {
  const part = zeros(end - start, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) column(part, j).set(column(matrix, j).subarray(start, end));
  return part;
}

/**
 * What a flexible function of all factors explains of what a linear one leaves over, on rows that it was not fitted on: ridge
 * regression on random features (Rahimi and Recht 2008).
 *
 * @param residuals of the linear model
 * @returns for each code the share of its variance (1), at least 0
 */
export function explainResiduals(factors: Matrix, residuals: Matrix): number[] {
  const fitRows = Math.min(FIT_ROWS, Math.floor((2 * factors.rows) / 3));
  const rows = Math.min(factors.rows, fitRows + SCORE_ROWS);
  const count = Math.max(1, Math.min(FEATURES, Math.floor(fitRows / ROWS_PER_FEATURE)));
  const features = drawFeatures(factors, rows, count, fitRows);
  const fitted = firstRows(features, 0, fitRows);
  const gram = crossProduct(fitted, fitted);
  for (let f = 0; f < count; f++) gram.data[f * count + f]! += PENALTY * fitRows;
  const weights = crossProduct(fitted, firstRows(residuals, 0, fitRows));
  const factor = factoriseCholesky(gram.data, count);
  if (factor === undefined) return residuals.columns === 0 ? [] : Array.from({ length: residuals.columns }, () => 0);
  const columns = Array.from({ length: residuals.columns }, (_, i) => column(weights, i));
  solveCholeskyAll(factor, columns);
  return columns.map((weight, i) => {
    const target = column(residuals, i).subarray(fitRows, rows);
    const left = target.slice();
    weight.forEach((value, f) => {
      const feature = column(features, f).subarray(fitRows, rows);
      for (let row = 0; row < left.length; row++) left[row]! -= value * feature[row]!;
    });
    const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;
    return Math.max(0, squares(target) - squares(left));
  });
}
