import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { argsort } from '../../core/statistics/argsort.ts';
import type { NetworkModel } from './code-model.ts';
import { VALIDITY_DOMAIN, type Law } from './law.ts';
import { procrustesLoss } from './procrustes.ts';
import type { Shares } from './shares.ts';

/** Rows of independent factors from which shares are estimated. */
const ROWS = 4096;
const RANK_CUTOFF = 1e-10;

/** Rows of the product of a law's marginals, standardised: what truth is stated under. */
export function drawProduct(law: Law, rows: number): Matrix {
  const product = zeros(rows, law.d);
  for (let j = 0; j < law.d; j++) {
    const stream = new RandomStream(VALIDITY_DOMAIN, 'product', j);
    const points = law.points(j);
    const values = column(product, j);
    for (let i = 0; i < rows; i++) values[i] = points[stream.below(points.length)]!;
  }
  return product;
}

/** Columns with mean 0 and variance 1 in the sample; constant ones are 0. */
export function standardiseSample(matrix: Matrix): Matrix {
  const result = zeros(matrix.rows, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const source = column(matrix, j);
    const target = column(result, j);
    let [mean, squares] = [0, 0];
    for (const value of source) mean += value / source.length;
    for (const value of source) squares += (value - mean) ** 2;
    if (squares > 0) for (let i = 0; i < source.length; i++) target[i] = (source[i]! - mean) / Math.sqrt(squares / source.length);
  }
  return result;
}

/**
 * Share of the variance of `values` that some function of the sorting variable explains: 1 minus half the mean squared difference of
 * neighbours (von Neumann 1941), which needs no bandwidth.
 *
 * @param values mean 0, variance 1
 */
export function explainedShare(values: Float64Array, order: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 1; k < order.length; k++) sum += (values[order[k]!]! - values[order[k - 1]!]!) ** 2;
  return Math.min(1, Math.max(0, 1 - sum / (2 * (order.length - 1))));
}

/** Shares of codes that have no closed form, from rows of independent factors. */
export function estimateShares(model: NetworkModel, law: Law): Shares {
  const factors = standardiseSample(drawProduct(law, ROWS));
  const raw = model.apply(factors);
  const codes = standardiseSample(raw);
  const { columns: m } = codes;
  const { d } = law;
  const own = zeros(m, d);
  const affine = zeros(m, d);
  const any = zeros(m, d);
  const factorOrders = Array.from({ length: d }, (_, j) => argsort(column(factors, j)));
  for (let i = 0; i < m; i++) {
    const code = column(codes, i);
    const order = argsort(code);
    for (let j = 0; j < d; j++) {
      const factor = column(factors, j);
      let product = 0;
      for (let k = 0; k < ROWS; k++) product += (code[k]! * factor[k]!) / ROWS;
      const k = j * m + i;
      affine.data[k] = product * product;
      // Rounding of the estimate must not put any map below an affine one.
      any.data[k] = Math.max(affine.data[k], explainedShare(factor, order));
      own.data[k] = Math.max(affine.data[k], explainedShare(code, factorOrders[j]!));
    }
  }
  const affineLoss = () =>
    Array.from(leastSquares(codes, factors, RANK_CUTOFF).residualSquares, (square) => Math.min(1, square / ROWS));
  return {
    own,
    given: (maps) => (maps === 'affine' ? affine : any),
    signal: Array.from({ length: m }, () => 1),
    affineLoss,
    loss: model.injective ? () => Array.from({ length: d }, () => 0) : affineLoss,
    isometricLoss: () => procrustes(factors, raw),
  };
}

/** Share of the factors that no rotation times a scale of the codes gives back. */
function procrustes(factors: Matrix, codes: Matrix): number {
  const { rows: n, columns: d } = factors;
  const covariances = Array.from({ length: codes.columns }, (_, i) => {
    const code = column(codes, i);
    return Array.from({ length: d }, (__, j) => {
      const factor = column(factors, j);
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (code[k]! * factor[k]!) / n;
      return sum;
    });
  });
  let total = 0;
  for (let i = 0; i < codes.columns; i++) {
    const code = column(codes, i);
    const mean = code.reduce((sum, value) => sum + value / n, 0);
    for (const value of code) total += (value - mean) ** 2 / n;
  }
  return procrustesLoss(covariances, total, d);
}
