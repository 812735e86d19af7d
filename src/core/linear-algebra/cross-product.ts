import { column, zeros, type Matrix } from '../matrix.ts';

/** AᵀB, of shape (columns of A) × (columns of B). @param a, b matrices with equally many rows */
export function crossProduct(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.columns, b.columns);
  for (let j = 0; j < b.columns; j++) {
    const right = column(b, j);
    for (let i = 0; i < a.columns; i++) {
      const left = column(a, i);
      let sum = 0;
      for (let k = 0; k < a.rows; k++) sum += left[k]! * right[k]!;
      product.data[j * a.columns + i] = sum;
    }
  }
  return product;
}
