import { column, zeros, type Matrix } from '../../../src/core/matrix.ts';
import { covarianceOf, meanOf } from './moments.ts';

/** Columns with mean 0 and variance 1. */
export function standardised(matrix: Matrix): Matrix {
  const result = zeros(matrix.rows, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const values = column(matrix, j);
    const centre = meanOf(values);
    const deviation = Math.sqrt(covarianceOf(values, values));
    column(result, j).set(values.map((value) => (value - centre) / deviation));
  }
  return result;
}
