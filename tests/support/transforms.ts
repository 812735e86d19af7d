import { column, selectColumns, zeros, type Matrix } from '../../src/core/matrix.ts';
import { RandomStream } from '../../src/core/random/stream.ts';

/** Each column j mapped entry by entry with `map(value, j)`. */
export function mapColumns(matrix: Matrix, map: (value: number, j: number) => number): Matrix {
  const mapped = zeros(matrix.rows, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) column(mapped, j).set(column(matrix, j).map((value) => map(value, j)));
  return mapped;
}

/** Columns in a random order. */
export function permuteColumns(matrix: Matrix, seed: number): Matrix {
  return selectColumns(matrix, new RandomStream('custodes/test', 'permute', seed).permutation(matrix.columns));
}

/** The columns of both, side by side. */
export function beside(a: Matrix, b: Matrix): Matrix {
  return { rows: a.rows, columns: a.columns + b.columns, data: Float64Array.of(...a.data, ...b.data) };
}
