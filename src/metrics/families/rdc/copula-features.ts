import { sinModerate } from '../../../core/sin-moderate.ts';
import type { RandomStream } from '../../../core/random/stream.ts';

/** Number of random features, at most n. */
export const FEATURES = 20;

/** Standard deviation of their weights. */
const WEIGHT_SCALE = 0.5;

/** Features sin(slope · u + offset) of a position u. */
export interface FeatureWeights {
  readonly slopes: ArrayLike<number>;
  readonly offsets: ArrayLike<number>;
}

/** Weights ~ N(0, ½²) for min(20, n) features. */
export function drawWeights(stream: RandomStream, n: number): FeatureWeights {
  const count = Math.min(FEATURES, n);
  const draw = () => Float64Array.from({ length: count }, () => WEIGHT_SCALE * stream.normal());
  return { slopes: draw(), offsets: draw() };
}

/** Feature k at the given positions, less its mean over them. */
export function centredFeature({ slopes, offsets }: FeatureWeights, k: number, positions: Float64Array): Float64Array {
  const values = featureAt(slopes[k]!, offsets[k]!, positions);
  centre(values);
  return values;
}

/** sin(slope · u + offset) at every position. */
export function featureAt(slope: number, offset: number, positions: Float64Array): Float64Array {
  const values = new Float64Array(positions.length);
  for (let i = 0; i < values.length; i++) values[i] = sinModerate(slope * positions[i]! + offset);
  return values;
}

/** Subtracts the mean. */
export function centre(values: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean;
}
