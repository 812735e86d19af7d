import { EigenvalueDecomposition } from 'ml-matrix';
import { selectColumns, type Matrix } from '../matrix.ts';
import { fromDense, toDense } from './dense.ts';

/** A = V·diag(values)·Vᵀ of a symmetric matrix, values in descending order, eigenvectors in V's columns. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Eigenvalues and eigenvectors of a symmetric matrix; cubic time, meant for a few hundred columns at most. */
export function decomposeSymmetric(matrix: Matrix): SymmetricEigen {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(toDense(matrix), { assumeSymmetric: true });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]! || a - b);
  return {
    values: Float64Array.from(order, (k) => realEigenvalues[k]!),
    vectors: selectColumns(fromDense(eigenvectorMatrix), order),
  };
}
