import { zeros, type Matrix } from '../matrix.ts';

/** Rows that are multiplied before the next columns' turn, so that a block of every column stays in the cache. */
const BLOCK_ROWS = 1024;

/**
 * AᵀB, of shape (columns of A) × (columns of B). With A = B it is the Gram matrix. @param a, b matrices with equally many rows
 */
export function crossProduct(a: Matrix, b: Matrix): Matrix {
  const n = a.rows;
  const product = zeros(a.columns, b.columns);
  for (let start = 0; start < n; start += BLOCK_ROWS) {
    const end = Math.min(n, start + BLOCK_ROWS);
    for (let j = 0; j < b.columns; j += 2) for (let i = 0; i < a.columns; i += 2) addTile(product, a, b, i, j, start, end);
  }
  return product;
}

/**
 * Adds the products of columns i, i + 1 of A with columns j, j + 1 of B over some rows. At an odd edge the last column stands in
 * for the missing one.
 */
function addTile(product: Matrix, a: Matrix, b: Matrix, i: number, j: number, start: number, end: number): void {
  const n = a.rows;
  const left = a.data;
  const right = b.data;
  const hasNextLeft = i + 1 < a.columns;
  const hasNextRight = j + 1 < b.columns;
  const i0 = i * n;
  const i1 = hasNextLeft ? i0 + n : i0;
  const j0 = j * n;
  const j1 = hasNextRight ? j0 + n : j0;
  let sum00 = 0;
  let sum01 = 0;
  let sum10 = 0;
  let sum11 = 0;
  for (let k = start; k < end; k++) {
    const x0 = left[i0 + k]!;
    const x1 = left[i1 + k]!;
    const y0 = right[j0 + k]!;
    const y1 = right[j1 + k]!;
    sum00 += x0 * y0;
    sum01 += x0 * y1;
    sum10 += x1 * y0;
    sum11 += x1 * y1;
  }
  const at = j * a.columns + i;
  product.data[at]! += sum00;
  if (hasNextLeft) product.data[at + 1]! += sum10;
  if (!hasNextRight) return;
  product.data[at + a.columns]! += sum01;
  if (hasNextLeft) product.data[at + a.columns + 1]! += sum11;
}
