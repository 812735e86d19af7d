import { Matrix as DenseMatrix, SingularValueDecomposition } from 'ml-matrix';
import { zeros, type Matrix } from '../matrix.ts';

/** A = U·diag(values)·Vᵀ of a small square matrix, values in descending order. */
export interface SingularDecomposition {
  readonly left: Matrix;
  readonly values: Float64Array;
  readonly right: Matrix;
}

/** Singular value decomposition of a square matrix, meant for at most a few hundred columns (cubic time). */
export function decomposeSingular(matrix: Matrix): SingularDecomposition {
  const decomposition = new SingularValueDecomposition(toDense(matrix));
  return {
    left: fromDense(decomposition.leftSingularVectors),
    values: Float64Array.from(decomposition.diagonal),
    right: fromDense(decomposition.rightSingularVectors),
  };
}

function toDense({ rows, columns, data }: Matrix): DenseMatrix {
  const dense = new DenseMatrix(rows, columns);
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) dense.set(i, j, data[j * rows + i]!);
  return dense;
}

function fromDense(dense: DenseMatrix): Matrix {
  const matrix = zeros(dense.rows, dense.columns);
  for (let j = 0; j < dense.columns; j++) for (let i = 0; i < dense.rows; i++) matrix.data[j * dense.rows + i] = dense.get(i, j);
  return matrix;
}
