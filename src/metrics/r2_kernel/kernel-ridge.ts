import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { factoriseCholesky, solveCholeskyAll } from '../../core/linear-algebra/cholesky.ts';
import { fillKernelRows } from './gaussian-kernel.ts';
import type { Points } from './points.ts';

/** Rows of the kernel that are computed at a time. */
const BLOCK_ROWS = 64;

/** The lower triangle of the symmetric kernel matrix of some points, rows one after the other; what lies above is undefined. */
export function kernelMatrix(points: Points, gamma: number): Float64Array {
  const kernel = new Float64Array(points.count * points.count);
  for (let start = 0; start < points.count; start += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, points.count - start);
    const target = kernel.subarray(start * points.count);
    fillKernelRows(target, { left: points, start, size, right: points, columns: start + size, gamma });
  }
  return kernel;
}

/** By how much the penalty is raised where rounding makes K + λI indefinite. */
const PENALTY_STEP = 10;

/**
 * Dual coefficients (K + λI)⁻¹y of several targets with one penalty; the least multiple by a power of ten that can be solved.
 *
 * @param kernel lower triangle of K, left as it is
 * @param scratch as long as `kernel`, for calls one after the other to share
 */
export function solveRidge(
  kernel: Float64Array,
  targets: readonly Float64Array[],
  penalty: number,
  scratch = new Float64Array(kernel.length),
): Float64Array[] {
  const size = targets[0]!.length;
  for (let i = 0; i < size; i++) {
    scratch.set(kernel.subarray(i * size, i * size + i + 1), i * size);
    scratch[i * (size + 1)] = scratch[i * (size + 1)]! + penalty;
  }
  const factor = factoriseCholesky(scratch, size);
  if (factor === undefined) return solveRidge(kernel, targets, penalty * PENALTY_STEP, scratch);
  const solutions = targets.map((target) => target.slice());
  solveCholeskyAll(factor, solutions);
  return solutions;
}

/** Predictions K(points, fitted) · coefficients, one array for each target. */
export function predict(points: Points, fitted: Points, gamma: number, coefficients: readonly Float64Array[]): Float64Array[] {
  const targets = coefficients.length;
  const weights = new Float64Array(targets * fitted.count);
  coefficients.forEach((column, t) => weights.set(column, t * fitted.count));
  const predictions = coefficients.map(() => new Float64Array(points.count));
  const rows = new Float64Array(BLOCK_ROWS * fitted.count);
  const products = new Float64Array(BLOCK_ROWS * targets);
  for (let start = 0; start < points.count; start += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, points.count - start);
    fillKernelRows(rows, { left: points, start, size, right: fitted, columns: fitted.count, gamma });
    products.fill(0);
    addProducts(
      { data: products, offset: 0, stride: targets },
      { data: rows, offset: 0, count: size },
      { data: weights, offset: 0, count: targets },
      fitted.count,
      1,
    );
    predictions.forEach((prediction, t) => {
      for (let i = 0; i < size; i++) prediction[start + i] = products[i * targets + t]!;
    });
  }
  return predictions;
}
