import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { expNonPositive } from '../../core/exp-non-positive.ts';

/** Points of `width` coordinates, one after the other, with their squared lengths. */
export interface Points {
  readonly count: number;
  readonly width: number;
  readonly data: Float64Array;
  readonly squares: Float64Array;
}

/** Points from coordinates; computes the squared lengths. */
export function toPoints(data: Float64Array, count: number, width: number): Points {
  const squares = new Float64Array(count);
  for (let i = 0; i < count; i++)
    for (let k = i * width; k < (i + 1) * width; k++) squares[i] = squares[i]! + data[k]! * data[k]!;
  return { count, width, data, squares };
}

/**
 * Kernel exp(−γ‖a − b‖²) between some left points and all right points.
 *
 * @param target receives `size` rows of `right.count` entries
 */
export function fillKernelRows(
  target: Float64Array,
  left: Points,
  start: number,
  size: number,
  right: Points,
  gamma: number,
): void {
  const { width } = left;
  const stride = right.count;
  target.fill(0, 0, size * stride);
  addProducts(
    { data: target, offset: 0, stride },
    { data: left.data, offset: start * width, count: size },
    { data: right.data, offset: 0, count: stride },
    width,
    1,
  );
  for (let i = 0; i < size; i++) {
    const square = left.squares[start + i]!;
    for (let j = 0, at = i * stride; j < stride; j++, at++) {
      const distance = square + right.squares[j]! - 2 * target[at]!;
      // Rounding may take the distance of equal points below 0.
      target[at] = distance > 0 ? expNonPositive(-gamma * distance) : 1;
    }
  }
}
