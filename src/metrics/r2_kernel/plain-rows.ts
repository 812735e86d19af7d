import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { expNonPositive } from '../../core/exp-non-positive.ts';
import type { KernelRows } from './gaussian-kernel.ts';

/** `fillKernelRows` in plain JavaScript: what the kernel must agree with, and what runs where there is no WebAssembly SIMD. */
export function fillRowsPlainly(target: Float64Array, { left, start, size, right, columns, gamma }: KernelRows): void {
  const { width } = left;
  const stride = right.count;
  for (let i = 0; i < size; i++) target.fill(0, i * stride, i * stride + columns);
  addProducts(
    { data: target, offset: 0, stride },
    { data: left.data, offset: start * width, count: size },
    { data: right.data, offset: 0, count: columns },
    width,
    1,
  );
  for (let i = 0; i < size; i++) {
    const square = left.squares[start + i]!;
    for (let j = 0, at = i * stride; j < columns; j++, at++) {
      const distance = square + right.squares[j]! - 2 * target[at]!;
      // Rounding may take the distance of equal points below 0.
      target[at] = distance > 0 ? expNonPositive(-gamma * distance) : 1;
    }
  }
}
