import type { ProductTarget, VectorBlock } from './product-blocks.ts';

/** Tile of the product that one pass over `length` fills: its eight sums fit in registers. */
const TILE_LEFT = 4;
const TILE_RIGHT = 2;

/** `addProducts` in plain JavaScript: what the kernel must agree with, and what is faster for small blocks. */
export function addProductsPlainly(
  target: ProductTarget,
  left: VectorBlock,
  right: VectorBlock,
  length: number,
  sign: 1 | -1,
): void {
  const { data, offset, stride } = target;
  const a = left.data;
  const b = right.data;
  const wholeLeft = left.count - (left.count % TILE_LEFT);
  const wholeRight = right.count - (right.count % TILE_RIGHT);
  for (let i = 0; i < wholeLeft; i += TILE_LEFT) {
    const a0 = left.offset + i * length;
    const a1 = a0 + length;
    const a2 = a1 + length;
    const a3 = a2 + length;
    for (let j = 0; j < wholeRight; j += TILE_RIGHT) {
      const b0 = right.offset + j * length;
      const b1 = b0 + length;
      let s00 = 0;
      let s10 = 0;
      let s20 = 0;
      let s30 = 0;
      let s01 = 0;
      let s11 = 0;
      let s21 = 0;
      let s31 = 0;
      for (let k = 0; k < length; k++) {
        const y0 = b[b0 + k]!;
        const y1 = b[b1 + k]!;
        const x0 = a[a0 + k]!;
        const x1 = a[a1 + k]!;
        const x2 = a[a2 + k]!;
        const x3 = a[a3 + k]!;
        s00 += x0 * y0;
        s10 += x1 * y0;
        s20 += x2 * y0;
        s30 += x3 * y0;
        s01 += x0 * y1;
        s11 += x1 * y1;
        s21 += x2 * y1;
        s31 += x3 * y1;
      }
      const at = offset + i * stride + j;
      data[at]! += sign * s00;
      data[at + 1]! += sign * s01;
      data[at + stride]! += sign * s10;
      data[at + stride + 1]! += sign * s11;
      data[at + 2 * stride]! += sign * s20;
      data[at + 2 * stride + 1]! += sign * s21;
      data[at + 3 * stride]! += sign * s30;
      data[at + 3 * stride + 1]! += sign * s31;
    }
  }
  for (let i = 0; i < left.count; i++) {
    const from = left.offset + i * length;
    for (let j = i < wholeLeft ? wholeRight : 0; j < right.count; j++) {
      const other = right.offset + j * length;
      let sum = 0;
      for (let k = 0; k < length; k++) sum += a[from + k]! * b[other + k]!;
      data[offset + i * stride + j]! += sign * sum;
    }
  }
}
