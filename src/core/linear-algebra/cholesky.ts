import { addProducts } from './add-products.ts';

/** Columns that are factored before the rest of the matrix is updated. */
const PANEL = 48;

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
 * Right-looking and blocked: Golub and Van Loan, Matrix Computations (2013), section 4.2.
 *
 * @param matrix size × size, rows one after the other; only the lower triangle is read, everything is overwritten
 * @returns undefined where a pivot is not positive
 */
export function factoriseCholesky(matrix: Float64Array, size: number): CholeskyFactor | undefined {
  const panel = new Float64Array(size * PANEL);
  for (let first = 0; first < size; first += PANEL) {
    const end = Math.min(size, first + PANEL);
    const width = end - first;
    for (let j = first; j < end; j++) {
      const pivot = matrix[j * size + j]! - sumOfSquares(matrix, j * size + first, j * size + j);
      if (!(pivot > 0)) return undefined;
      const diagonal = Math.sqrt(pivot);
      matrix[j * size + j] = diagonal;
      for (let i = j + 1; i < size; i++) {
        let value = matrix[i * size + j]!;
        for (let k = first; k < j; k++) value -= matrix[i * size + k]! * matrix[j * size + k]!;
        matrix[i * size + j] = value / diagonal;
      }
    }
    for (let i = end; i < size; i++) panel.set(matrix.subarray(i * size + first, i * size + end), (i - end) * width);
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
