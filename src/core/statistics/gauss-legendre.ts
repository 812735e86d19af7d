import { decomposeSymmetric } from '../linear-algebra/symmetric-eigen.ts';
import { zeros } from '../matrix.ts';

/** Points and weights whose weighted sum of f is the mean of f over an interval. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre quadrature on [start, end], exact for polynomials of degree 2·count − 1. The weights sum to 1.
 *
 * Source: Golub and Welsch, "Calculation of Gauss quadrature rules", Mathematics of Computation 23 (1969).
 */
export function gaussLegendre(count: number, start: number, end: number): Quadrature {
  const jacobi = zeros(count, count);
  for (let k = 1; k < count; k++) {
    const coupling = k / Math.sqrt(4 * k * k - 1);
    jacobi.data[k * count + k - 1] = coupling;
    jacobi.data[(k - 1) * count + k] = coupling;
  }
  const { values, vectors } = decomposeSymmetric(jacobi);
  return {
    nodes: values.map((value) => start + ((end - start) * (1 + value)) / 2),
    weights: values.map((_, k) => vectors.data[k * count]! * vectors.data[k * count]!),
  };
}
