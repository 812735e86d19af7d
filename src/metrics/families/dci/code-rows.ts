import { column, type Matrix } from '../../../core/matrix.ts';
import { toSingle } from './sorted-columns.ts';

/** Codes of some rows in single precision, column after column. */
export interface CodeRows {
  readonly rows: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** The given rows of `codes`, in that order. */
export function selectCodeRows(codes: Matrix, rows: ArrayLike<number>): CodeRows {
  const n = rows.length;
  const values = new Float32Array(n * codes.columns);
  for (let j = 0; j < codes.columns; j++) {
    const source = column(codes, j);
    for (let i = 0; i < n; i++) values[j * n + i] = toSingle(source[rows[i]!]!);
  }
  return { rows: n, values };
}
