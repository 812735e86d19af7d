import { addProducts } from './add-products.ts';

/** Columns that are factored before the rest of the matrix is updated. */
const PANEL = 64;

/** Rows that are updated at a time; the update spills this far above the diagonal, into entries that nobody reads. */
const UPDATE_ROWS = 64;

/** The lower triangle L of A = LLᵀ, rows one after the other. */
export interface CholeskyFactor {
  readonly size: number;
  /** size × size; entries above the diagonal are undefined. */
  readonly data: Float64Array;
}

/**
 * Cholesky factor of a symmetric positive definite matrix, in place.
 *
 * Right-looking and blocked: Golub and Van Loan, Matrix Computations (2013), section 4.2. The rows below a diagonal block are multiplied by
 * the inverse of its factor, which is small, so that nearly all of the work is products of blocks.
 *
 * @param matrix size × size, rows one after the other; only the lower triangle is read, everything is overwritten
 * @returns undefined where a pivot is not positive
 */
export function factoriseCholesky(matrix: Float64Array, size: number): CholeskyFactor | undefined {
  const below = new Float64Array(size * PANEL);
  const panel = new Float64Array(size * PANEL);
  for (let first = 0; first < size; first += PANEL) {
    const end = Math.min(size, first + PANEL);
    const width = end - first;
    if (!factoriseDiagonal(matrix, size, first, end)) return undefined;
    if (end === size) break;
    const inverse = invertDiagonal(matrix, size, first, width);
    for (let i = end; i < size; i++) below.set(matrix.subarray(i * size + first, i * size + end), (i - end) * width);
    panel.fill(0);
    addProducts(
      { data: panel, offset: 0, stride: width },
      { data: below, offset: 0, count: size - end },
      { data: inverse, offset: 0, count: width },
      width,
      1,
    );
    for (let i = end; i < size; i++) matrix.set(panel.subarray((i - end) * width, (i - end + 1) * width), i * size + first);
    for (let i = end; i < size; i += UPDATE_ROWS) {
      const count = Math.min(UPDATE_ROWS, size - i);
      addProducts(
        { data: matrix, offset: i * size + end, stride: size },
        { data: panel, offset: (i - end) * width, count },
        { data: panel, offset: 0, count: i + count - end },
        width,
        -1,
      );
    }
  }
  return { size, data: matrix };
}

/** Factors the diagonal block of rows `first` … in place; false where a pivot is not positive. */
function factoriseDiagonal(matrix: Float64Array, size: number, first: number, end: number): boolean {
  for (let j = first; j < end; j++) {
    const pivot = matrix[j * size + j]! - sumOfSquares(matrix, j * size + first, j * size + j);
    if (!(pivot > 0)) return false;
    const diagonal = Math.sqrt(pivot);
    matrix[j * size + j] = diagonal;
    for (let i = j + 1; i < end; i++) {
      let value = matrix[i * size + j]!;
      for (let k = first; k < j; k++) value -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = value / diagonal;
    }
  }
  return true;
}

/** The inverse of the lower triangular diagonal block of rows `first` …; width × width, rows one after the other. */
function invertDiagonal(matrix: Float64Array, size: number, first: number, width: number): Float64Array {
  const inverse = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    const row = (first + i) * size + first;
    const diagonal = matrix[row + i]!;
    for (let k = 0; k < i; k++) {
      const weight = matrix[row + k]!;
      for (let j = 0; j <= k; j++) inverse[i * width + j] = inverse[i * width + j]! - weight * inverse[k * width + j]!;
    }
    inverse[i * width + i] = 1;
    for (let j = 0; j <= i; j++) inverse[i * width + j] = inverse[i * width + j]! / diagonal;
  }
  return inverse;
}

function sumOfSquares(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let k = start; k < end; k++) sum += values[k]! * values[k]!;
  return sum;
}

/** Solves LLᵀx = b in place. @param vector b, then x */
export function solveCholesky({ size, data }: CholeskyFactor, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let value = vector[i]!;
    for (let k = 0, at = i * size; k < i; k++, at++) value -= data[at]! * vector[k]!;
    vector[i] = value / data[i * size + i]!;
  }
  // Column by column, so that the triangle is read along its rows here too.
  for (let i = size - 1; i >= 0; i--) {
    const value = vector[i]! / data[i * size + i]!;
    vector[i] = value;
    for (let k = 0, at = i * size; k < i; k++, at++) vector[k]! -= value * data[at]!;
  }
}

/** Right-hand sides that one pass over the triangle serves. */
const TOGETHER = 4;

/** Solves LLᵀx = b in place for many b: the same bits as one after the other, several times faster. @param vectors each b, then x */
export function solveCholeskyAll(factor: CholeskyFactor, vectors: readonly Float64Array[]): void {
  const { size } = factor;
  const block = new Float64Array(TOGETHER * size);
  for (let start = 0; start < vectors.length; start += TOGETHER) {
    const some = vectors.slice(start, start + TOGETHER);
    some.forEach((vector, t) => {
      for (let i = 0; i < size; i++) block[i * TOGETHER + t] = vector[i]!;
    });
    solveFour(factor, block);
    some.forEach((vector, t) => {
      for (let i = 0; i < size; i++) vector[i] = block[i * TOGETHER + t]!;
    });
  }
}

/** `solveCholesky` for four vectors at once, their entries side by side. */
function solveFour({ size, data }: CholeskyFactor, block: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const to = i * TOGETHER;
    let value0 = block[to]!;
    let value1 = block[to + 1]!;
    let value2 = block[to + 2]!;
    let value3 = block[to + 3]!;
    for (let k = 0, at = i * size; k < to; k += TOGETHER, at++) {
      const weight = data[at]!;
      value0 -= weight * block[k]!;
      value1 -= weight * block[k + 1]!;
      value2 -= weight * block[k + 2]!;
      value3 -= weight * block[k + 3]!;
    }
    const diagonal = data[i * size + i]!;
    block[to] = value0 / diagonal;
    block[to + 1] = value1 / diagonal;
    block[to + 2] = value2 / diagonal;
    block[to + 3] = value3 / diagonal;
  }
  for (let i = size - 1; i >= 0; i--) {
    const to = i * TOGETHER;
    const diagonal = data[i * size + i]!;
    const value0 = block[to]! / diagonal;
    const value1 = block[to + 1]! / diagonal;
    const value2 = block[to + 2]! / diagonal;
    const value3 = block[to + 3]! / diagonal;
    block[to] = value0;
    block[to + 1] = value1;
    block[to + 2] = value2;
    block[to + 3] = value3;
    for (let k = 0, at = i * size; k < to; k += TOGETHER, at++) {
      const weight = data[at]!;
      block[k] = block[k]! - value0 * weight;
      block[k + 1] = block[k + 1]! - value1 * weight;
      block[k + 2] = block[k + 2]! - value2 * weight;
      block[k + 3] = block[k + 3]! - value3 * weight;
    }
  }
}
