import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { factoriseCholesky, solveCholeskyAll } from '../../core/linear-algebra/cholesky.ts';
import { fillKernelRows } from './gaussian-kernel.ts';
import type { Points } from './points.ts';

/** Rows of the kernel that are computed at a time. */
const BLOCK_ROWS = 64;

/** The symmetric kernel matrix of some points, rows one after the other. */
export function kernelMatrix(points: Points, gamma: number): Float64Array {
  const kernel = new Float64Array(points.count * points.count);
  for (let start = 0; start < points.count; start += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, points.count - start);
    fillKernelRows(kernel.subarray(start * points.count), points, start, size, points, gamma);
  }
  return kernel;
}

/** By how much the penalty is raised where rounding makes K + λI indefinite. */
const PENALTY_STEP = 10;

/**
 * Dual coefficients (K + λI)⁻¹y of several targets with one penalty; the least multiple by a power of ten that can be solved.
 *
 * @param kernel K, left as it is
 */
export function solveRidge(kernel: Float64Array, targets: readonly Float64Array[], penalty: number): Float64Array[] {
  const size = targets[0]!.length;
  const system = kernel.slice();
  for (let i = 0; i < size; i++) system[i * (size + 1)] = system[i * (size + 1)]! + penalty;
  const factor = factoriseCholesky(system, size);
  if (factor === undefined) return solveRidge(kernel, targets, penalty * PENALTY_STEP);
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
    fillKernelRows(rows, points, start, size, fitted, gamma);
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
