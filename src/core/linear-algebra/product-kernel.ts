import { growTo } from '../webassembly/grow-memory.ts';
import { lazyKernel } from '../webassembly/instantiate.ts';
import type { ProductTarget, VectorBlock } from './product-blocks.ts';
import { productModule, TILE, UNROLL } from './product-code.ts';

interface Kernel {
  multiply(left: number, leftEnd: number, right: number, rightEnd: number, target: number, bytes: number): void;
}

const F64 = 8;
const PRODUCTS = TILE * TILE;

/** One memory for all products of this thread; it grows with the largest block. */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer);

/** Null where this engine lacks WebAssembly SIMD. */
const findKernel = lazyKernel<Kernel>(productModule, memory);

/** Whether this engine runs the kernel. */
export function isProductKernelSupported(): boolean {
  return findKernel() !== null;
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** Writes vectors tile by tile, the entries of a tile side by side, with zeros for what is missing. */
function pack({ data, offset, count }: VectorBlock, length: number, padded: number, to: number): void {
  const target = numbers;
  for (let first = 0; first < count; first += TILE) {
    const start = to + first * padded;
    if (count - first < TILE || length < padded) target.fill(0, start, start + TILE * padded);
    for (let lane = 0; lane < Math.min(TILE, count - first); lane++)
      for (let k = 0, from = offset + (first + lane) * length, at = start + lane; k < length; k++, from++, at += TILE)
        target[at] = data[from]!;
  }
}

/** `addProducts` in WebAssembly: the same bits, several products at a time. */
export function addProductsByKernel(
  { data, offset, stride }: ProductTarget,
  left: VectorBlock,
  right: VectorBlock,
  length: number,
  sign: 1 | -1,
): void {
  const padded = roundUp(length, UNROLL);
  const [leftCount, rightCount] = [roundUp(left.count, TILE), roundUp(right.count, TILE)];
  const rightStart = leftCount * padded;
  const productStart = rightStart + rightCount * padded;
  numbers = growTo(memory, numbers, productStart + leftCount * rightCount);
  pack(left, length, padded, 0);
  pack(right, length, padded, rightStart);
  findKernel()!.multiply(0, F64 * rightStart, F64 * rightStart, F64 * productStart, F64 * productStart, F64 * TILE * padded);
  const products = numbers;
  for (let j = 0, tile = productStart; j < right.count; j += TILE)
    for (let i = 0; i < left.count; i += TILE, tile += PRODUCTS) {
      const [rows, columns] = [Math.min(TILE, left.count - i), Math.min(TILE, right.count - j)];
      for (let a = 0, from = tile, at = offset + i * stride + j; a < rows; a++, from += TILE, at += stride)
        for (let b = 0; b < columns; b++) data[at + b] = data[at + b]! + sign * products[from + b]!;
    }
}
