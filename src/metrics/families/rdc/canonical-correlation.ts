import { decomposeSingular } from '../../../core/linear-algebra/singular-values.ts';
import { zeros } from '../../../core/matrix.ts';

/**
 * Largest canonical correlation of two orthonormal bases: the largest singular value of their products, at most 1.
 *
 * @param products entry (a, b) at `offset + a * stride + b`
 */
export function largestCanonical(products: Float64Array, offset: number, stride: number, rows: number, columns: number): number {
  // Padded to a square with zeros, which changes no singular value.
  const size = Math.max(rows, columns);
  const block = zeros(size, size);
  for (let a = 0; a < rows; a++) for (let b = 0; b < columns; b++) block.data[b * size + a] = products[offset + a * stride + b]!;
  return Math.min(1, decomposeSingular(block).values[0] ?? 0);
}
