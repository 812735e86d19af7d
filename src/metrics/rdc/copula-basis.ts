import { decomposeSingular } from '../../core/linear-algebra/singular-values.ts';
import { triangularFactor } from '../../core/linear-algebra/triangular-factor.ts';
import { sinModerate } from '../../core/sin-moderate.ts';
import type { RandomStream } from '../../core/random/stream.ts';

/** Number of random features, at most n. */
const FEATURES = 20;

/** Standard deviation of their weights. */
const WEIGHT_SCALE = 0.5;

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** Features sin(slope · u + offset) of a position u. */
export interface FeatureWeights {
  readonly slopes: ArrayLike<number>;
  readonly offsets: ArrayLike<number>;
}

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

/** Weights ~ N(0, ½²) for min(20, n) features. */
export function drawWeights(stream: RandomStream, n: number): FeatureWeights {
  const count = Math.min(FEATURES, n);
  const draw = () => Float64Array.from({ length: count }, () => WEIGHT_SCALE * stream.normal());
  return { slopes: draw(), offsets: draw() };
}

/**
 * Orthonormal basis of the centred features at the given positions: the first r of them in order, r being the numerical rank of
 * all. The features are smooth functions on (0, 1] and nearly dependent: of 20 about 8 count.
 *
 * @param positions rank / n, one a row
 */
export function copulaBasis(
  positions: Float64Array,
  { slopes, offsets }: FeatureWeights,
  remainder: ConstantRemainder,
): CopulaBasis {
  const n = positions.length;
  const features = Array.from({ length: slopes.length }, (_, k) => evaluateFeature(positions, slopes[k]!, offsets[k]!));
  const { values } = decomposeSingular(triangularFactor(features));
  const smallest = EPSILON * Math.max(n, slopes.length + 1) * values[0]!;
  const rank = values.filter((value) => value > smallest).length;
  const data = new Float64Array(n * rank);
  for (let k = 0; k < rank; k++) {
    const vector = features[k]!;
    // Twice, because nearly dependent vectors lose their orthogonality in the first pass.
    for (let pass = 0; pass < 2; pass++) {
      for (let l = 0; l < k; l++) {
        const earlier = data.subarray(l * n, (l + 1) * n);
        addScaled(vector, -dot(earlier, vector), earlier);
      }
      if (remainder === 'remove') centre(vector);
    }
    const length = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < n; i++) data[k * n + i] = vector[i]! / length;
  }
  return { rank, data };
}

function evaluateFeature(positions: Float64Array, slope: number, offset: number): Float64Array {
  const values = new Float64Array(positions.length);
  for (let i = 0; i < values.length; i++) values[i] = sinModerate(slope * positions[i]! + offset);
  centre(values);
  return values;
}

function centre(values: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(target: Float64Array, weight: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + weight * source[i]!;
}
