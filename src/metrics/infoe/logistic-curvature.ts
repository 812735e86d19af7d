import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { factoriseCholesky, solveCholesky, type CholeskyFactor } from '../../core/linear-algebra/cholesky.ts';
import type { ClassifiedRows, LogisticObjective } from './logistic-objective.ts';

/** Rows whose products are collected before they are summed. */
const BLOCK_ROWS = 96;

/** Added to the curvature of the unpenalised constants, as a share of a class's rows: shifting all of them alike changes nothing. */
const CONSTANT_RIDGE = 1e-6;

/** Coefficients up to which the whole Hessian is factored; beyond, only the block of each class with itself. */
const LARGEST_WHOLE = 450;

/** Turns a gradient into a step: multiplies by the inverse of an approximate Hessian, in place. */
export type Preconditioner = (vector: Float64Array) => void;

/** Classes whose coefficients are free: with two classes only the second. */
function freeClasses(classCount: number): { readonly first: number; readonly count: number } {
  return classCount === 2 ? { first: 1, count: 1 } : { first: 0, count: classCount };
}

/**
 * Inverse of the upper bound of the Hessian: ½ Σ wᵢxᵢxᵢᵀ for each class on its own (¼ with two classes), plus the penalty.
 *
 * Source: Böhning, "Multinomial logistic regression algorithm", Annals of the Institute of Statistical Mathematics 44 (1992). At
 * zero coefficients it points where the Hessian itself does.
 */
export function boundPreconditioner(objective: LogisticObjective): Preconditioner {
  const { rows, stride } = objective;
  const { inputs, width, labels, classWeights, classCount } = rows;
  const bound = new Float64Array(width * width);
  for (let i = 0; i < labels.length; i++) {
    const weight = classWeights[labels[i]!]! * (classCount === 2 ? 0.25 : 0.5);
    for (let a = 0; a < width; a++) {
      const scaled = weight * inputs[i * width + a]!;
      for (let b = 0; b <= a; b++) bound[a * width + b]! += scaled * inputs[i * width + b]!;
    }
  }
  for (let a = 0; a < width - 1; a++) bound[a * (width + 1)]! += 1;
  const factor = factoriseCholesky(bound, width)!;
  const { first, count } = freeClasses(classCount);
  const part = new Float64Array(width);
  return (vector) => {
    for (let k = first; k < first + count; k++) {
      for (let j = 0; j < width; j++) part[j] = vector[j * stride + k]!;
      solveCholesky(factor, part);
      for (let j = 0; j < width; j++) vector[j * stride + k] = part[j]!;
    }
  };
}

/** Sums of w·pₖpₗ·xxᵀ over rows, by pair of classes (k ≥ l) and pair of inputs (a ≥ b), both in triangular order. */
function classPairMoments(rows: ClassifiedRows, probabilities: (row: number, target: Float64Array) => void): Float64Array {
  const { inputs, width, labels, classWeights, classCount } = rows;
  const classPairs = (classCount * (classCount + 1)) / 2;
  const inputPairs = (width * (width + 1)) / 2;
  const moments = new Float64Array(classPairs * inputPairs);
  const left = new Float64Array(classPairs * BLOCK_ROWS);
  const right = new Float64Array(inputPairs * BLOCK_ROWS);
  const p = new Float64Array(classCount);
  for (let start = 0; start < labels.length; start += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, labels.length - start);
    for (let i = 0; i < size; i++) {
      const row = start + i;
      const weight = classWeights[labels[row]!]!;
      probabilities(row, p);
      for (let k = 0, at = i; k < classCount; k++) for (let l = 0; l <= k; l++, at += size) left[at] = weight * p[k]! * p[l]!;
      for (let a = 0, at = i, x = row * width; a < width; a++)
        for (let b = 0; b <= a; b++, at += size) right[at] = inputs[x + a]! * inputs[x + b]!;
    }
    addProducts(
      { data: moments, offset: 0, stride: inputPairs },
      { data: left, offset: 0, count: classPairs },
      { data: right, offset: 0, count: inputPairs },
      size,
      1,
    );
  }
  return moments;
}

/** Position of (k, l), k ≥ l, in triangular order. */
const triangular = (k: number, l: number) => (k * (k + 1)) / 2 + l;

/**
 * Inverse of the Hessian at `coefficients`, or of its diagonal blocks where it is large; undefined where it is not positive
 * definite.
 */
export function hessianPreconditioner(objective: LogisticObjective, coefficients: Float64Array): Preconditioner | undefined {
  const { width, classCount } = objective.rows;
  return freeClasses(classCount).count * width <= LARGEST_WHOLE
    ? wholeHessian(objective, coefficients)
    : blockHessian(objective, coefficients);
}

/** Adds the penalty, and the constants' ridge, to the diagonal of a Hessian of `count` classes. */
function addPenalty(hessian: Float64Array, width: number, count: number, rows: ClassifiedRows): void {
  const ridge = (CONSTANT_RIDGE * rows.labels.length) / rows.classCount;
  const size = width * count;
  for (let k = 0; k < count; k++)
    for (let a = 0; a < width; a++) hessian[(k * width + a) * (size + 1)]! += a === width - 1 ? ridge : 1;
}

/** Σ w·pₖ(1 − pₖ)·xxᵀ for each class on its own. */
function blockHessian(objective: LogisticObjective, coefficients: Float64Array): Preconditioner | undefined {
  const { rows, stride } = objective;
  const { inputs, width, labels, classWeights, classCount } = rows;
  const { first, count } = freeClasses(classCount);
  const p = new Float64Array(classCount);
  const curvatures = new Float64Array(classCount * labels.length);
  for (let i = 0; i < labels.length; i++) {
    objective.probabilities(i, coefficients, p);
    for (let k = 0; k < classCount; k++) curvatures[k * labels.length + i] = classWeights[labels[i]!]! * p[k]! * (1 - p[k]!);
  }
  const columns = new Float64Array(labels.length * width);
  for (let i = 0; i < labels.length; i++) for (let j = 0; j < width; j++) columns[j * labels.length + i] = inputs[i * width + j]!;
  const weighted = new Float64Array(columns.length);
  const factors: CholeskyFactor[] = [];
  for (let k = first; k < first + count; k++) {
    for (let at = 0; at < columns.length; at++)
      weighted[at] = columns[at]! * curvatures[k * labels.length + (at % labels.length)]!;
    const block = new Float64Array(width * width);
    addProducts(
      { data: block, offset: 0, stride: width },
      { data: weighted, offset: 0, count: width },
      { data: columns, offset: 0, count: width },
      labels.length,
      1,
    );
    addPenalty(block, width, 1, rows);
    const factor = factoriseCholesky(block, width);
    if (factor === undefined) return undefined;
    factors.push(factor);
  }
  const part = new Float64Array(width);
  return (vector) =>
    factors.forEach((factor, k) => {
      for (let j = 0; j < width; j++) part[j] = vector[j * stride + first + k]!;
      solveCholesky(factor, part);
      for (let j = 0; j < width; j++) vector[j * stride + first + k] = part[j]!;
    });
}

/** Σ w(diag p − ppᵀ) ⊗ xxᵀ: Σₗ pₖpₗ = pₖ gives the diagonal blocks from the same sums as the others. */
function wholeHessian(objective: LogisticObjective, coefficients: Float64Array): Preconditioner | undefined {
  const { rows, stride } = objective;
  const { width, classCount } = rows;
  const { first, count } = freeClasses(classCount);
  const inputPairs = (width * (width + 1)) / 2;
  const moments = classPairMoments(rows, (row, target) => objective.probabilities(row, coefficients, target));
  const size = count * width;
  const hessian = new Float64Array(size * size);
  for (let k = 0; k < count; k++)
    for (let l = 0; l <= k; l++)
      for (let a = 0; a < width; a++)
        for (let b = 0; b < width; b++) {
          const inputPair = a >= b ? triangular(a, b) : triangular(b, a);
          let value = -moments[triangular(first + k, first + l) * inputPairs + inputPair]!;
          if (k === l)
            for (let other = 0; other < classCount; other++) {
              const pair = triangular(Math.max(first + k, other), Math.min(first + k, other));
              value += moments[pair * inputPairs + inputPair]!;
            }
          hessian[(k * width + a) * size + l * width + b] = value;
        }
  addPenalty(hessian, width, count, rows);
  const factor = factoriseCholesky(hessian, size);
  return factor && ((vector) => applyInverse(factor, vector, stride, width, first, count));
}

function applyInverse(
  factor: CholeskyFactor,
  vector: Float64Array,
  stride: number,
  width: number,
  first: number,
  count: number,
): void {
  const packed = new Float64Array(factor.size);
  for (let k = 0; k < count; k++) for (let j = 0; j < width; j++) packed[k * width + j] = vector[j * stride + first + k]!;
  solveCholesky(factor, packed);
  for (let k = 0; k < count; k++) for (let j = 0; j < width; j++) vector[j * stride + first + k] = packed[k * width + j]!;
}
