import type { RandomStream } from '../../core/random/stream.ts';
import { conditionedMatrix, multiply, type Rows } from './mixing-matrix.ts';

/** One affine layer: weights · input + bias. */
export interface MixingLayer {
  readonly weights: Rows;
  readonly bias: readonly number[];
  /** Ratio of the largest to the smallest singular value of `weights`. */
  readonly condition_number: number;
}

/** A square network whose every layer is invertible, with a leaky ReLU between layers and none after the last. */
export interface LeakyReluMixing {
  /** Slope of the activation for negative inputs. */
  readonly slope: number;
  readonly layers: readonly MixingLayer[];
}

export interface MixingRecipe {
  readonly d: number;
  readonly depth: number;
  readonly slope: number;
  /** Each layer's condition number is uniform between these two. */
  readonly conditionNumbers: readonly [number, number];
  /** Biases are uniform on ± this, so that the kinks do not all meet in one point. */
  readonly biasHalfWidth: number;
}

/** Draws a network's weights by the recipe. */
export function drawLeakyReluMixing(stream: RandomStream, recipe: MixingRecipe): LeakyReluMixing {
  const [low, high] = recipe.conditionNumbers;
  const layers = Array.from({ length: recipe.depth }, (_, index) => {
    const layer = stream.child('layer', index);
    const condition_number = low + (high - low) * layer.uniform();
    const weights = conditionedMatrix(layer, recipe.d, condition_number);
    const bias = weights.map(() => recipe.biasHalfWidth * (2 * layer.uniform() - 1));
    return { weights, bias, condition_number };
  });
  return { slope: recipe.slope, layers };
}

/** A function that applies the network in float64 and returns its own reused buffer of d values. */
export function createMixing({ slope, layers }: LeakyReluMixing): (input: Float64Array) => Float64Array {
  const width = layers[0]!.weights.length;
  const buffers = [new Float64Array(width), new Float64Array(width)] as const;
  return (input) => {
    let current = input;
    layers.forEach(({ weights, bias }, index) => {
      const next = buffers[index % 2 === 0 ? 0 : 1];
      multiply(weights, current, next);
      const last = index === layers.length - 1;
      for (let i = 0; i < width; i++) {
        const value = next[i]! + bias[i]!;
        next[i] = last || value >= 0 ? value : slope * value;
      }
      current = next;
    });
    return current;
  };
}
