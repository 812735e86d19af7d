import { column, type Matrix } from '../../../src/core/matrix.ts';

/** Mean of a list of numbers. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Covariance of two columns, by the definition. */
export function covarianceOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - meanA) * (b[i]! - meanB);
  return sum / a.length;
}

/** Pearson correlation of two columns. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return covarianceOf(a, b) / Math.sqrt(covarianceOf(a, a) * covarianceOf(b, b));
}

/** Columns of a matrix as arrays. */
export function columnsOf(matrix: Matrix): Float64Array[] {
  return Array.from({ length: matrix.columns }, (_, j) => column(matrix, j));
}

/** Largest magnitude among the correlations of every column of `a` with every column of `b`. */
export function largestCorrelation(a: Matrix, b: Matrix): number {
  return Math.max(...columnsOf(a).flatMap((x) => columnsOf(b).map((y) => Math.abs(correlationOf(x, y)))));
}
