import { SMALLEST_ARGUMENT } from '../../core/exp-non-positive.ts';
import { EXP_CONSTANTS } from '../../core/webassembly/exp-code.ts';
import { growTo } from '../../core/webassembly/grow-memory.ts';
import { lazyKernel } from '../../core/webassembly/instantiate.ts';
import * as code from './gaussian-code.ts';
import type { KernelRows } from './gaussian-kernel.ts';
import type { Points } from './points.ts';

interface Kernel {
  fillRow(
    left: number,
    leftEnd: number,
    leftSquare: number,
    right: number,
    squares: number,
    target: number,
    targetEnd: number,
  ): void;
}

const F64 = 8;
const PAIR = 2;

/** One memory for this thread; `loaded` are the points whose pairs lie in it, from `code.DATA` on. */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer);
let loaded: Points | undefined;

/** Null where this engine lacks WebAssembly SIMD. */
const findKernel = lazyKernel<Kernel>(code.gaussianModule, memory);

/** Whether this engine runs the kernel. */
export function isGaussianKernelSupported(): boolean {
  return findKernel() !== null;
}

/** Writes points pair by pair, coordinate by coordinate, and their squared lengths; a missing last point is the origin. */
function load(points: Points, squaresAt: number): void {
  const { data, count, width, squares } = points;
  const padded = count + (count % PAIR);
  const first = code.DATA / F64;
  numbers.set(EXP_CONSTANTS, 0);
  numbers.fill(SMALLEST_ARGUMENT, code.SMALLEST_ARGUMENT / F64, code.SMALLEST_ARGUMENT / F64 + PAIR);
  numbers.fill(0, first, squaresAt + padded);
  for (let j = 0; j < count; j++)
    for (let k = 0, at = first + (j - (j % PAIR)) * width + (j % PAIR); k < width; k++, at += PAIR)
      numbers[at] = data[j * width + k]!;
  numbers.set(squares, squaresAt);
  loaded = points;
}

/** `fillKernelRows` in WebAssembly: the same bits, two points at a time. */
export function fillRowsByKernel(target: Float64Array, { left, start, size, right, columns, gamma }: KernelRows): void {
  const { width } = left;
  const padded = right.count + (right.count % PAIR);
  const squaresAt = code.DATA / F64 + padded * width;
  const leftAt = squaresAt + padded;
  const rowAt = leftAt + width;
  numbers = growTo(memory, numbers, rowAt + padded);
  if (loaded !== right) load(right, squaresAt);
  numbers.fill(-gamma, code.NEGATIVE_GAMMA / F64, code.NEGATIVE_GAMMA / F64 + PAIR);
  const { fillRow } = findKernel()!;
  const row = numbers.subarray(rowAt, rowAt + columns);
  const rowEnd = F64 * (rowAt + columns + (columns % PAIR));
  for (let i = start; i < start + size; i++) {
    numbers.set(left.data.subarray(i * width, (i + 1) * width), leftAt);
    fillRow(F64 * leftAt, F64 * rowAt, left.squares[i]!, code.DATA, F64 * squaresAt, F64 * rowAt, rowEnd);
    target.set(row, (i - start) * right.count);
  }
}
