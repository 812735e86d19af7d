import { column, zeros, type Matrix } from '../matrix.ts';
import { decomposeSingular } from './singular-values.ts';
import { triangularFactor } from './triangular-factor.ts';

/** The minimum-norm solution X of min ‖AX − B‖, column by column. */
export interface LeastSquares {
  /** (columns of A) × (columns of B). */
  readonly coefficients: Matrix;
  /** Number of singular values of A that count. */
  readonly rank: number;
  /** ‖Ax − b‖² for each column b of B. */
  readonly residualSquares: Float64Array;
}

/** The short way keeps this factor away from the cut-off, near which rounding could decide the rank. */
const CONDITION_MARGIN = 8;

/**
 * Solves least-squares problems with a common matrix by QR, and where A may be rank deficient by the singular value decomposition
 * of R, whose singular values are A's.
 *
 * @param a n × k, squares of its entries must neither overflow nor underflow
 * @param b n × l
 * @param cutoff singular values of at most `cutoff` times the largest count as 0
 */
export function leastSquares(a: Matrix, b: Matrix, cutoff: number): LeastSquares {
  return leastSquaresOfColumns(columnsOf(a), columnsOf(b), cutoff);
}

/** `leastSquares` of the columns of A and B, wherever they lie. */
export function leastSquaresOfColumns(a: readonly Float64Array[], b: readonly Float64Array[], cutoff: number): LeastSquares {
  return solveLeading(a, b, cutoff, [a.length])[0]!;
}

function columnsOf(matrix: Matrix): Float64Array[] {
  return Array.from({ length: matrix.columns }, (_, j) => column(matrix, j));
}

/**
 * `leastSquares` with the first columns of A only, for several numbers of them, from one decomposition.
 *
 * @param counts numbers of columns, at most A's
 * @returns one solution a count; its bits do not depend on the other counts
 */
export function leastSquaresOfLeadingColumns(a: Matrix, b: Matrix, cutoff: number, counts: readonly number[]): LeastSquares[] {
  return solveLeading(columnsOf(a), columnsOf(b), cutoff, counts);
}

function solveLeading(
  a: readonly Float64Array[],
  b: readonly Float64Array[],
  cutoff: number,
  counts: readonly number[],
): LeastSquares[] {
  const factor = triangularFactor([...a, ...b]);
  const right = copyBlock(factor, 0, factor.rows, a.length, factor.columns);
  return counts.map((count) => solveFactored(copyBlock(factor, 0, count, 0, count), right, cutoff));
}

/** @param rotated right-hand sides by the factor's rows, those below the triangle included */
function solveFactored(triangle: Matrix, rotated: Matrix, cutoff: number): LeastSquares {
  const k = triangle.columns;
  const l = rotated.columns;
  const right = copyBlock(rotated, 0, k, 0, l);
  const residualSquares = Float64Array.from({ length: l }, (_, j) => sumOfSquares(column(rotated, j).subarray(k)));

  const inverse = k === 0 ? zeros(0, 0) : invertTriangle(triangle);
  // The Frobenius norms bound the condition number from above, so this way is taken only where no singular value is cut off.
  if (inverse !== undefined && frobenius(triangle) * frobenius(inverse) * CONDITION_MARGIN * cutoff < 1)
    return { coefficients: solveTriangle(triangle, right), rank: k, residualSquares };

  const { left, values, right: rightVectors } = decomposeSingular(triangle);
  const smallest = cutoff * values[0]!;
  let rank = 0;
  while (rank < k && values[rank]! > smallest) rank++;
  const coefficients = zeros(k, l);
  for (let j = 0; j < l; j++) {
    const target = column(right, j);
    const solution = column(coefficients, j);
    for (let r = 0; r < k; r++) {
      const direction = column(left, r);
      let projection = 0;
      for (let i = 0; i < k; i++) projection += direction[i]! * target[i]!;
      if (r >= rank) residualSquares[j]! += projection * projection;
      else for (let i = 0; i < k; i++) solution[i]! += (projection / values[r]!) * rightVectors.data[r * k + i]!;
    }
  }
  return { coefficients, rank, residualSquares };
}

function copyBlock(matrix: Matrix, row: number, rowEnd: number, first: number, end: number): Matrix {
  const block = zeros(rowEnd - row, end - first);
  for (let j = first; j < end; j++) column(block, j - first).set(column(matrix, j).subarray(row, rowEnd));
  return block;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

function frobenius(matrix: Matrix): number {
  return Math.sqrt(sumOfSquares(matrix.data));
}

/** Solves Tx = b in place, b being 0 after entry `last`. */
function substituteBack({ data, rows }: Matrix, target: Float64Array, last: number): void {
  for (let c = last; c >= 0; c--) {
    const start = c * rows;
    const value = target[c]! / data[start + c]!;
    target[c] = value;
    for (let i = 0; i < c; i++) target[i]! -= value * data[start + i]!;
  }
}

/** X with TX = B, T upper triangular with non-zero diagonal. */
function solveTriangle(triangle: Matrix, right: Matrix): Matrix {
  const solution = { ...right, data: right.data.slice() };
  for (let j = 0; j < right.columns; j++) substituteBack(triangle, column(solution, j), triangle.columns - 1);
  return solution;
}

/** The inverse of an upper triangular matrix; undefined where it is singular. */
function invertTriangle(triangle: Matrix): Matrix | undefined {
  const k = triangle.columns;
  const inverse = zeros(k, k);
  for (let j = 0; j < k; j++) {
    if (triangle.data[j * k + j] === 0) return undefined;
    inverse.data[j * k + j] = 1;
    substituteBack(triangle, column(inverse, j), j);
  }
  return inverse;
}
