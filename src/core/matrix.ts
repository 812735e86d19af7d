/**
 * A dense float64 matrix in column-major order: entry (row i, column j) is `data[j * rows + i]`.
 *
 * Column-major, because every metric walks down one factor or one code at a time.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A zero matrix of the given shape. */
export function zeros(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** The j-th column as a view: writing to it writes to the matrix. */
export function column(matrix: Matrix, j: number): Float64Array {
  return matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows);
}

/** The first columns as a view: writing to it writes to the matrix. */
export function leadingColumns({ rows, data }: Matrix, count: number): Matrix {
  return { rows, columns: count, data: data.subarray(0, count * rows) };
}

/** Column-major copy of row-major values, for example of an encoder's output (float32) or an `.npy` array in C order. */
export function fromRowMajor(values: ArrayLike<number>, rows: number, columns: number): Matrix {
  const matrix = zeros(rows, columns);
  const { data } = matrix;
  for (let i = 0, k = 0; i < rows; i++) for (let j = 0; j < columns; j++, k++) data[j * rows + i] = values[k]!;
  return matrix;
}

/** Matrix whose i-th row is `rows[i]`; all rows must have the same length. */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  return fromRowMajor(rows.flat(), rows.length, rows[0]?.length ?? 0);
}

/** Nested row-major copy, as written to JSON. */
export function toRows({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => data[j * rows + i]!));
}

/** The rows named by `indices`, in that order. */
export function selectRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const selected = zeros(indices.length, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const source = column(matrix, j);
    const target = column(selected, j);
    for (let i = 0; i < indices.length; i++) target[i] = source[indices[i]!]!;
  }
  return selected;
}

/** The columns named by `indices`, in that order. */
export function selectColumns(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const selected = zeros(matrix.rows, indices.length);
  for (let j = 0; j < indices.length; j++) column(selected, j).set(column(matrix, indices[j]!));
  return selected;
}
