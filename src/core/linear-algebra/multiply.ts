import { zeros, type Matrix } from '../matrix.ts';

/** Columns of A that one pass down a column of the product takes. */
const UNROLL = 4;

/** AB. @param a n × k @param b k × l @returns n × l */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = zeros(a.rows, b.columns);
  addProduct(product, a, b);
  return product;
}

/** Adds AB to a matrix; every sum runs from the first column of A to the last. @param target n × l @param a n × k @param b k × l */
export function addProduct({ data: target }: Matrix, a: Matrix, b: Matrix): void {
  const { rows, data } = a;
  const whole = a.columns - (a.columns % UNROLL);
  for (let j = 0; j < b.columns; j++) {
    const start = j * rows;
    let at = j * b.rows;
    let source = 0;
    for (let k = 0; k < whole; k += UNROLL, at += UNROLL, source += UNROLL * rows) {
      const w0 = b.data[at]!;
      const w1 = b.data[at + 1]!;
      const w2 = b.data[at + 2]!;
      const w3 = b.data[at + 3]!;
      for (let i = 0, s0 = source, s1 = s0 + rows, s2 = s1 + rows, s3 = s2 + rows; i < rows; i++, s0++, s1++, s2++, s3++)
        target[start + i] = target[start + i]! + w0 * data[s0]! + w1 * data[s1]! + w2 * data[s2]! + w3 * data[s3]!;
    }
    for (let k = whole; k < a.columns; k++, at++, source += rows) {
      const weight = b.data[at]!;
      for (let i = 0; i < rows; i++) target[start + i] = target[start + i]! + weight * data[source + i]!;
    }
  }
}
