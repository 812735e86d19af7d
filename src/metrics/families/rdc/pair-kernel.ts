import { growTo } from '../../../core/webassembly/grow-memory.ts';
import { lazyKernel } from '../../../core/webassembly/instantiate.ts';
import type { FeatureWeights } from './copula-features.ts';
import { ENTRY, F64, pairModule } from './pair-code.ts';

interface Kernel {
  feature(target: number, end: number, positions: number, weights: number): void;
  removeShares(vector: number, end: number, a: number, b: number, c: number, d: number, count: number): void;
  normalise(vector: number, end: number, target: number): void;
}

/** Earlier vectors whose share is taken out together. */
const BLOCK = 4;

/** One memory for all pairs of this thread; it grows with the number of rows. */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer);

/** Null where this engine lacks WebAssembly SIMD. */
const findKernel = lazyKernel<Kernel>(pairModule, memory);

/** Whether this engine runs the kernel. */
export function isPairKernelSupported(): boolean {
  return findKernel() !== null;
}

/**
 * Orthonormal bases of the centred features of two problems, as `gridBasis` computes either with `leave`: the same bits, both at once.
 *
 * @param positions one a row, the same for both; all arguments of the sine must be moderate
 * @param weights of either problem, as many
 * @param ranks how many features of either count
 * @param targets what the results are written to
 * @returns orthonormal vectors, one after the other: views of the targets
 */
export function orthonormalisePair(
  positions: Float64Array,
  weights: readonly [FeatureWeights, FeatureWeights],
  ranks: readonly [number, number],
  targets: readonly [Float64Array, Float64Array],
): [Float64Array, Float64Array] {
  const { feature, removeShares, normalise } = findKernel()!;
  const n = positions.length;
  const most = Math.max(...ranks);
  // The vector in work comes first, then the orthonormal ones, then what the features need.
  const positionStart = 2 * n * (1 + most);
  const weightStart = positionStart + n;
  numbers = growTo(memory, numbers, weightStart + 4);
  numbers.set(positions, positionStart);
  const bytes = ENTRY * n;
  const addressOf = (k: number) => bytes * (1 + k);
  for (let k = 0; k < most; k++) {
    weights.forEach(({ slopes, offsets }, problem) => {
      numbers[weightStart + problem] = slopes[k]!;
      numbers[weightStart + 2 + problem] = offsets[k]!;
    });
    feature(0, bytes, F64 * positionStart, F64 * weightStart);
    for (let pass = 0; pass < 2; pass++)
      for (let first = 0; first < k; first += BLOCK) {
        const count = Math.min(BLOCK, k - first);
        // Absent vectors are the first one with a share of 0.
        const at = (v: number) => addressOf(first + (v < count ? v : 0));
        removeShares(0, bytes, at(0), at(1), at(2), at(3), count);
      }
    normalise(0, bytes, addressOf(k));
  }
  const source = numbers;
  return [0, 1].map((problem) => {
    const data = targets[problem]!.subarray(0, n * ranks[problem]!);
    for (let i = 0, from = 2 * n + problem; i < data.length; i++, from += 2) data[i] = source[from]!;
    return data;
  }) as [Float64Array, Float64Array];
}
