import { Matrix as DenseMatrix } from 'ml-matrix';
import { zeros, type Matrix } from '../matrix.ts';

/** Copy in the form that ml-matrix works on. */
export function toDense({ rows, columns, data }: Matrix): DenseMatrix {
  const dense = new DenseMatrix(rows, columns);
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) dense.set(i, j, data[j * rows + i]!);
  return dense;
}

/** Copy of an ml-matrix matrix in ours. */
export function fromDense(dense: DenseMatrix): Matrix {
  const matrix = zeros(dense.rows, dense.columns);
  for (let j = 0; j < dense.columns; j++) for (let i = 0; i < dense.rows; i++) matrix.data[j * dense.rows + i] = dense.get(i, j);
  return matrix;
}
