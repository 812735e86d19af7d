import { zeros, type Matrix } from '../matrix.ts';
import { growTo } from '../webassembly/grow-memory.ts';
import { lazyKernel } from '../webassembly/instantiate.ts';
import { BLOCK_ROWS } from './block-rows.ts';
import { reflectionModule } from './reflection-code.ts';

interface Kernel {
  reflect(pivot: number, pivotEnd: number, stride: number, row: number, columns: number, weight: number): void;
}

const F64 = 8;

/** One memory for all factorisations of this thread; it grows with the widest. */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer);

/** Null where this engine lacks WebAssembly SIMD. */
const findKernel = lazyKernel<Kernel>(reflectionModule, memory);

/** Whether this engine runs the kernel. */
export function isReflectionKernelSupported(): boolean {
  return findKernel() !== null;
}

/** `triangularFactor` in WebAssembly: the same bits, several columns at a time. Factor and block lie in the memory row by row. */
export function triangularFactorByKernel(columns: readonly Float64Array[]): Matrix {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  // Columns are reflected in pairs, so the last may need a neighbour.
  const stride = p + 1;
  const blockStart = p * stride;
  numbers = growTo(memory, numbers, blockStart + BLOCK_ROWS * stride);
  numbers.fill(0, 0, blockStart + BLOCK_ROWS * stride);
  for (let start = 0; start < n; start += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, n - start);
    for (let j = 0; j < p; j++) {
      const source = columns[j]!;
      for (let i = 0, at = blockStart + j; i < rows; i++, at += stride) numbers[at] = source[start + i]!;
    }
    foldRows(p, stride, blockStart, rows);
  }
  const factor = zeros(p, p);
  for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) factor.data[j * p + i] = numbers[i * stride + j]!;
  return factor;
}

function foldRows(p: number, stride: number, blockStart: number, rows: number): void {
  const { reflect } = findKernel()!;
  const block = numbers;
  for (let k = 0; k < p; k++) {
    const pivot = blockStart + k;
    const end = pivot + rows * stride;
    let squares = 0;
    for (let at = pivot; at < end; at += stride) squares += block[at]! * block[at]!;
    if (squares === 0) continue;
    const diagonalAt = k * stride + k;
    const top = block[diagonalAt]!;
    const norm = Math.sqrt(top * top + squares);
    const diagonal = top >= 0 ? -norm : norm;
    block[diagonalAt] = diagonal;
    const leading = top - diagonal;
    for (let at = pivot; at < end; at += stride) block[at] = block[at]! / leading;
    const others = p - k - 1;
    if (others > 0)
      reflect(F64 * pivot, F64 * end, F64 * stride, F64 * (diagonalAt + 1), others + (others % 2), -leading / diagonal);
  }
}
