import { SingularValueDecomposition } from 'ml-matrix';
import type { Matrix } from '../matrix.ts';
import { fromDense, toDense } from './dense.ts';

/** A = U·diag(values)·Vᵀ of a square matrix, values in descending order. */
export interface SingularDecomposition {
  readonly left: Matrix;
  readonly values: Float64Array;
  readonly right: Matrix;
}

/** Singular value decomposition of a square matrix; cubic time, meant for a few hundred columns at most. */
export function decomposeSingular(matrix: Matrix): SingularDecomposition {
  const decomposition = new SingularValueDecomposition(toDense(matrix));
  return {
    left: fromDense(decomposition.leftSingularVectors),
    values: Float64Array.from(decomposition.diagonal),
    right: fromDense(decomposition.rightSingularVectors),
  };
}
