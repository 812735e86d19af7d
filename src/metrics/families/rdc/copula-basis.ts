import { LARGEST_MODERATE } from '../../../core/sin-moderate.ts';
import { centre, centredFeature, FEATURES, type FeatureWeights } from './copula-features.ts';
import { featureRank, gridRank } from './feature-rank.ts';
import { isPairKernelSupported, orthonormalisePair } from './pair-kernel.ts';

/** Orthonormal columns of n entries. */
export interface CopulaBasis {
  readonly rank: number;
  /** One column after the other. */
  readonly data: Float64Array;
}

/**
 * Nearly dependent features leave a remainder of rounding errors, whose mean is not 0 although the features were centred. `leave` lets
 * it stand, as the release does; `remove` takes it out, as centring is meant to.
 */
export type ConstantRemainder = 'leave' | 'remove';

/** Earlier vectors whose share is taken out together. */
const BLOCK = 4;

/**
 * Orthonormal basis of the centred features at the given positions: the first r of them in order, r being the numerical rank of
 * all. The features are smooth functions on (0, 1] and nearly dependent: of 20 about 8 count.
 *
 * @param positions rank / n, one a row
 */
export function copulaBasis(positions: Float64Array, weights: FeatureWeights, remainder: ConstantRemainder): CopulaBasis {
  return orthonormalise(positions, weights, featureRank(weights, positions), remainder);
}

/** As `copulaBasis` at the positions 1/n … 1 of ranks without ties, with less work. */
export function gridBasis(grid: Float64Array, weights: FeatureWeights, remainder: ConstantRemainder): CopulaBasis {
  return orthonormalise(grid, weights, gridRank(weights, grid), remainder);
}

/** Rows up to which the kernel is used: its memory grows with them, and stays. */
const MOST_KERNEL_ROWS = 200_000;

/** Whether the sine of every feature is a moderate one, on positions from 0 to 1. */
function isModerate({ slopes, offsets }: FeatureWeights): boolean {
  return Array.from(slopes).every((slope, k) => Math.abs(slope) + Math.abs(offsets[k]!) < LARGEST_MODERATE);
}

/** Room for the bases of a pair of problems of n rows, which pairs one after the other share. */
export type PairScratch = readonly [Float64Array, Float64Array];

/** Scratch for `gridBasisPair` of n rows. */
export function createPairScratch(n: number): PairScratch {
  return [new Float64Array(FEATURES * n), new Float64Array(FEATURES * n)];
}

/**
 * `gridBasis` with `leave` for two sets of weights: the same bits in less than half the time.
 *
 * @param scratch what the bases may be written to; the next pair overwrites them
 */
export function gridBasisPair(
  grid: Float64Array,
  weights: readonly [FeatureWeights, FeatureWeights],
  scratch: PairScratch,
): [CopulaBasis, CopulaBasis] {
  if (grid.length > MOST_KERNEL_ROWS || !isPairKernelSupported() || !weights.every(isModerate))
    return [gridBasis(grid, weights[0], 'leave'), gridBasis(grid, weights[1], 'leave')];
  const ranks = [gridRank(weights[0], grid), gridRank(weights[1], grid)] as const;
  const [first, second] = orthonormalisePair(grid, weights, ranks, scratch);
  return [
    { rank: ranks[0], data: first },
    { rank: ranks[1], data: second },
  ];
}

function orthonormalise(
  positions: Float64Array,
  weights: FeatureWeights,
  rank: number,
  remainder: ConstantRemainder,
): CopulaBasis {
  const n = positions.length;
  const data = new Float64Array(n * rank);
  for (let k = 0; k < rank; k++) {
    const vector = centredFeature(weights, k, positions);
    // Twice, because nearly dependent vectors lose their orthogonality in the first pass.
    for (let pass = 0; pass < 2; pass++) {
      for (let first = 0; first < k; first += BLOCK) removeShares(vector, data, first, Math.min(BLOCK, k - first));
      if (remainder === 'remove') centre(vector);
    }
    let squares = 0;
    for (let i = 0; i < n; i++) squares += vector[i]! * vector[i]!;
    const length = Math.sqrt(squares);
    for (let i = 0; i < n; i++) data[k * n + i] = vector[i]! / length;
  }
  return { rank, data };
}

/** Takes out of a vector what lies along one to four orthonormal vectors, reading each of them twice. */
function removeShares(vector: Float64Array, basis: Float64Array, first: number, count: number): void {
  const n = vector.length;
  const a = first * n;
  // Absent vectors are the first one with a share of 0.
  const b = count > 1 ? a + n : a;
  const c = count > 2 ? a + 2 * n : a;
  const d = count > 3 ? a + 3 * n : a;
  let shareA = 0;
  let shareB = 0;
  let shareC = 0;
  let shareD = 0;
  for (let i = 0; i < n; i++) {
    const value = vector[i]!;
    shareA += basis[a + i]! * value;
    shareB += basis[b + i]! * value;
    shareC += basis[c + i]! * value;
    shareD += basis[d + i]! * value;
  }
  if (count < 2) shareB = 0;
  if (count < 3) shareC = 0;
  if (count < 4) shareD = 0;
  for (let i = 0; i < n; i++)
    vector[i] =
      vector[i]! - (shareA * basis[a + i]! + shareB * basis[b + i]! + (shareC * basis[c + i]! + shareD * basis[d + i]!));
}
