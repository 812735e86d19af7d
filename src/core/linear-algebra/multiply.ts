import { column, zeros, type Matrix } from '../matrix.ts';

/** AB. @param a n × k @param b k × l @returns n × l */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.rows, b.columns);
  for (let j = 0; j < b.columns; j++) {
    const target = column(product, j);
    for (let k = 0; k < a.columns; k++) {
      const weight = b.data[j * b.rows + k]!;
      const source = column(a, k);
      for (let i = 0; i < target.length; i++) target[i]! += weight * source[i]!;
    }
  }
  return product;
}
