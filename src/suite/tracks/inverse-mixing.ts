import { inverse, Matrix } from 'ml-matrix';
import type { LeakyReluMixing, MixingLayer } from './leaky-relu-mixing.ts';

/**
 * The network that undoes a mixing, as data of the same form. A layer that undoes y = W x + b is x = W⁻¹ y − W⁻¹ b, and the leaky
 * ReLU of slope 1/s undoes the one of slope s; both act in the opposite order, so the activation comes before each layer but the
 * first here too.
 */
export function invertMixing({ slope, layers }: LeakyReluMixing): LeakyReluMixing {
  const inverted = layers.toReversed().map(({ weights, bias, condition_number }): MixingLayer => {
    const undo = inverse(new Matrix(weights.map((row) => [...row])));
    const shift = undo.mmul(Matrix.columnVector([...bias]));
    return { weights: undo.to2DArray(), bias: shift.to1DArray().map((value) => -value), condition_number };
  });
  return { slope: 1 / slope, layers: inverted };
}
