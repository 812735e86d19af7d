import { decomposeSingular } from '../../../core/linear-algebra/singular-values.ts';
import { triangularFactor } from '../../../core/linear-algebra/triangular-factor.ts';
import { column, zeros, type Matrix } from '../../../core/matrix.ts';

/** Singular values of the standardised factors below this share of the largest count as 0: some factors then depend on others. */
const CUTOFF = 1e-8;

/** A factor takes part in a dependency if its share of the dependency's unit vector exceeds this. */
const DEPENDENCY_SHARE = 1e-6;

/** Least squares of every code on all factors, and of every factor on the others, from one decomposition. */
export interface FactorRegression {
  /** d × m: coefficient of factor j in the regression of code i on all factors. */
  readonly coefficients: Matrix;
  /** d × d: column j holds the weights of the factors whose sum is the residual of factor j on the others; zeros for dependent ones. */
  readonly residualWeights: Matrix;
  /** Whether a factor is a linear function of the others, so that nothing can be tested given them. */
  readonly dependent: readonly boolean[];
}

/**
 * Regressions with intercept. With the factors Z = U·S·Vᵀ, the coefficients are V·S⁻¹·Uᵀ·codes, and with G = V·S⁻²·Vᵀ the residual of
 * factor j on the others is Z·G's column j over G's diagonal entry.
 *
 * @param factors n × d, centred, columns of length near √n or 0
 * @param codes n × m, centred
 */
export function regressOnFactors(factors: Matrix, codes: Matrix): FactorRegression {
  const d = factors.columns;
  const m = codes.columns;
  const triangle = triangularFactor([
    ...Array.from({ length: d }, (_, j) => column(factors, j)),
    ...Array.from({ length: m }, (_, i) => column(codes, i)),
  ]);
  const square = zeros(d, d);
  for (let j = 0; j < d; j++) column(square, j).set(column(triangle, j).subarray(0, d));
  const { left, values, right } = decomposeSingular(square);
  const rank = values.filter((value) => value > CUTOFF * values[0]!).length;

  const coefficients = zeros(d, m);
  for (let i = 0; i < m; i++) {
    const code = column(triangle, d + i);
    for (let r = 0; r < rank; r++) {
      const direction = column(left, r);
      let projection = 0;
      for (let k = 0; k < d; k++) projection += direction[k]! * code[k]!;
      for (let j = 0; j < d; j++) coefficients.data[i * d + j]! += (projection / values[r]!) * right.data[r * d + j]!;
    }
  }

  const inverse = zeros(d, d);
  for (let r = 0; r < rank; r++)
    for (let j = 0; j < d; j++)
      for (let k = 0; k < d; k++) inverse.data[j * d + k]! += (right.data[r * d + k]! * right.data[r * d + j]!) / values[r]! ** 2;
  const dependent = Array.from({ length: d }, (_, j) => {
    for (let r = rank; r < d; r++) if (Math.abs(right.data[r * d + j]!) > DEPENDENCY_SHARE) return true;
    return false;
  });
  dependent.forEach((isDependent, j) => {
    const weights = column(inverse, j);
    const diagonal = weights[j]!;
    for (let k = 0; k < d; k++) weights[k] = isDependent ? 0 : weights[k]! / diagonal;
  });
  return { coefficients, residualWeights: inverse, dependent };
}
