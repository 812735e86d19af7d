import type { Matrix } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';
import { numberOf } from '../../parameters.ts';
import { findMixingFaults, forEachFactor, separateEncoding, defineGeometry } from '../geometry.ts';
import { encodeLinearly } from '../shared/linear-codes.ts';

/** Slope of the leaky ReLU for negative inputs. */
const SLOPE = 0.2;
/** Standard deviation of biases. */
const BIAS_DEVIATION = 0.5;

function drawWeights(stream: RandomStream, outputs: number, inputs: number, gain: number): number[][] {
  const deviation = gain / Math.sqrt(inputs);
  return Array.from({ length: outputs }, () => Array.from({ length: inputs }, () => deviation * stream.normal()));
}

/** Adds one normal bias to each column, then applies the leaky ReLU, in place. */
function activate(values: Matrix, stream: RandomStream): void {
  for (let j = 0; j < values.columns; j++) {
    const bias = BIAS_DEVIATION * stream.normal();
    for (let k = j * values.rows; k < (j + 1) * values.rows; k++) {
      const value = values.data[k]! + bias;
      values.data[k] = value < 0 ? SLOPE * value : value;
    }
  }
}

/** E14: a random network that was never trained. */
export const untrainedNetwork = defineGeometry({
  id: 'E14',
  title: 'Untrained network',
  description: `Codes come from a network with random weights: square leaky-ReLU layers (slope ${SLOPE}, He initialisation, normal biases), then a linear layer.`,
  relation: 'nonlinear-entangled',
  codes: 'free',
  paperTarget: 'entangled',
  inPaper: false,
  reach: 'representative',
  parameters: [{ type: 'integer', name: 'depth', description: 'Number of hidden layers.', default: 3, minimum: 1, maximum: 100 }],
  defaultCodeCount: (d) => d,
  findFaults: (setting) => [
    ...findMixingFaults(setting),
    ...(setting.m >= 1 ? [] : [{ path: 'm', rule: `is ${setting.m}`, fix: 'give at least 1' }]),
  ],
  describeEncoding({ d, m, model }) {
    // Square layers of random weights are invertible, and so is the last one unless it narrows.
    const finite = model.factors.every(({ levels }) => levels < Infinity);
    return separateEncoding(d, {
      recoveries: forEachFactor(d, 'none'),
      decodabilities: forEachFactor(d, m >= d || finite ? 'function' : 'none'),
      duplicated: true,
      mixed: true,
    });
  },
  encode(factors, stream, { d, m, parameters }) {
    const gain = Math.sqrt(2 / (1 + SLOPE * SLOPE));
    let values = factors;
    for (let layer = 0; layer < numberOf(parameters, 'depth'); layer++) {
      values = encodeLinearly(values, drawWeights(stream.child('weights', layer), d, d, gain));
      activate(values, stream.child('biases', layer));
    }
    return encodeLinearly(values, drawWeights(stream.child('output'), m, d, 1));
  },
});
