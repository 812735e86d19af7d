import { crossProduct } from '../../../core/linear-algebra/cross-product.ts';
import { multiply } from '../../../core/linear-algebra/multiply.ts';
import { selectRows, zeros, type Matrix } from '../../../core/matrix.ts';
import { standardiseInPlace } from '../../column-data.ts';
import type { PairedData } from '../../paired-data.ts';
import type { RowSplit } from '../../row-split.ts';
import { regressOnFactors } from './factor-regression.ts';

/** A residual that is shorter than this share of its standardised variable is rounding, and its product with anything is 0. */
const NEGLIGIBLE = 1e-10;

/** Statistics of all tests on one split of the rows. */
export interface CovarianceMeasure {
  /** d × m: entry (j, i) tests that code i is independent of factor j given the other factors; large values reject. */
  readonly statistics: Matrix;
  /** Factors that are linear functions of the others on either part of the rows: nothing can be tested of them. */
  readonly dependent: readonly boolean[];
}

function multiplyEntries(target: Float64Array, by: Float64Array): void {
  for (let k = 0; k < target.length; k++) target[k] = target[k]! * by[k]!;
}

function squaresOf(matrix: Matrix): Matrix {
  const squares = { ...matrix, data: matrix.data.slice() };
  multiplyEntries(squares.data, squares.data);
  return squares;
}

/** Standardised rows of both arrays. */
function standardise({ factors, codes }: PairedData, rows: Int32Array): readonly [Matrix, Matrix] {
  const taken = [selectRows(factors.values, rows), selectRows(codes.values, rows)] as const;
  taken.forEach(standardiseInPlace);
  return taken;
}

/**
 * Projected covariance measure with least squares, all m × d tests at once.
 *
 * The direction of the test is the training rows' regression of code i on all factors less its projection on the others. Linear as it is, only the sign of
 * one coefficient matters of it: on the test rows the statistic is that sign times √n · mean(L) / sd(L), with L the product of the residuals of code i and
 * of factor j on the other factors. The first is R + b·E, with R the residual of code i on all factors, E that of factor j on the others, and b the coefficient,
 * so the moments of L follow from ΣE⁴, ΣRE³ and ΣR²E²: two matrix products.
 *
 * Standardising first makes the test invariant to the scale of codes and factors, where the release compares variances with 1e-12.
 *
 * Source: Lundborg, Kim, Shah and Samworth, "The projected covariance measure for assumption-lean variable significance testing",
 * Annals of Statistics 52 (2024), algorithm 1, without an estimate of the variance.
 */
export function covarianceMeasure(data: PairedData, { train, test }: RowSplit): CovarianceMeasure {
  const { d, m } = data;
  const fitted = regressOnFactors(...standardise(data, train));
  const [factors, codes] = standardise(data, test);
  const { coefficients, residualWeights, dependent } = regressOnFactors(factors, codes);
  const n = test.length;

  const factorResiduals = multiply(factors, residualWeights);
  const codeResiduals = multiply(factors, coefficients);
  for (let k = 0; k < codeResiduals.data.length; k++) codeResiduals.data[k] = codes.data[k]! - codeResiduals.data[k]!;
  const squares = squaresOf(factorResiduals);
  // Either array of residuals is wanted once more only: its powers take its place.
  multiplyEntries(factorResiduals.data, squares.data);
  const residualByCube = crossProduct(factorResiduals, codeResiduals);
  multiplyEntries(codeResiduals.data, codeResiduals.data);
  const squareBySquare = crossProduct(squares, codeResiduals);
  const sumBy = (matrix: Matrix, k: number, power: (value: number) => number) => {
    let sum = 0;
    for (let i = k * n; i < (k + 1) * n; i++) sum += power(matrix.data[i]!);
    return sum / n;
  };
  const factorVariance = Array.from({ length: d }, (_, j) => sumBy(squares, j, (value) => value));
  const fourthMoment = Array.from({ length: d }, (_, j) => sumBy(squares, j, (value) => value * value));
  const codeVariance = Array.from({ length: m }, (_, i) => sumBy(codeResiduals, i, (value) => value));

  const statistics = zeros(d, m);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < d; j++) {
      const at = i * d + j;
      const b = coefficients.data[at]!;
      const residualVariance = codeVariance[i]! + b * b * factorVariance[j]!;
      if (residualVariance <= NEGLIGIBLE ** 2 || factorVariance[j]! <= NEGLIGIBLE ** 2) continue;
      const mean = b * factorVariance[j]!;
      const meanSquare = (squareBySquare.data[at]! + 2 * b * residualByCube.data[at]!) / n + b * b * fourthMoment[j]!;
      const variance = Math.max(meanSquare - mean * mean, NEGLIGIBLE ** 2 * residualVariance * factorVariance[j]!);
      statistics.data[at] = (Math.sign(fitted.coefficients.data[at]!) * Math.sqrt(n) * mean) / Math.sqrt(variance);
    }
  return { statistics, dependent: dependent.map((isDependent, j) => isDependent || fitted.dependent[j]!) };
}
