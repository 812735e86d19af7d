import { zeros } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance, chunkSizes } from '../chunks.ts';
import { createMixing, drawLeakyReluMixing, type LeakyReluMixing } from '../leaky-relu-mixing.ts';
import type { EvaluationDraw, Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';
import { truncated } from '../truncated.ts';

const ID = 'contrastive-box';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
const BOX = { low: 0, high: 1 } as const;
/** The positive's density falls with exp(−|z̃ − z|₁ / scale); the side of the box is 1. */
const LAPLACE_SCALE = 0.2;
/** Of each coordinate of the positive before truncation, the same for Laplace and Gaussian: √2 · scale. */
const POSITIVE_DEVIATION = Math.SQRT2 * LAPLACE_SCALE;
const MIXING_RECIPE = { d: D, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;

interface ContrastiveBoxParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  readonly box: { readonly low: number; readonly high: number };
  /** Before truncation to the box, coordinate by coordinate. */
  readonly positive: {
    readonly family: 'laplace' | 'gaussian';
    readonly standard_deviation: number;
    readonly laplace_scale: number | null;
  };
  /** x = network(2z − 1). */
  readonly mixing: LeakyReluMixing;
}

function parametersOf(index: number, variant: Variant): ContrastiveBoxParameters {
  // Named without the variant: the twin has the same mixing.
  const mixing = drawLeakyReluMixing(new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index), MIXING_RECIPE);
  const positive =
    variant === 'main'
      ? ({ family: 'laplace', standard_deviation: POSITIVE_DEVIATION, laplace_scale: LAPLACE_SCALE } as const)
      : ({ family: 'gaussian', standard_deviation: POSITIVE_DEVIATION, laplace_scale: null } as const);
  return { d: D, box: BOX, positive, mixing };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const network = createMixing(parameters.mixing);
  const centred = new Float64Array(D);

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  function observe(factors: Float64Array, observations: Float32Array, row: number): void {
    for (let j = 0; j < D; j++) centred[j] = 2 * factors[j]! - 1;
    observations.set(network(centred), row * D);
  }

  function drawPositive(random: RandomStream, factors: Float64Array, positive: Float64Array): void {
    const standard = variant === 'main' ? () => random.laplace() : () => random.normal();
    for (let j = 0; j < D; j++) positive[j] = truncated(standard, factors[j]!, POSITIVE_DEVIATION, BOX);
  }

  return {
    index,
    variant,
    d: D,
    observationShape: [D],
    parameters,
    trainingArrays: [
      { name: 'x', rowShape: [D], type: 'float32' },
      { name: 'x_positive', rowShape: [D], type: 'float32' },
    ],
    drawEvaluation(seed: string, n: number): EvaluationDraw {
      const random = stream('evaluation', seed);
      const factors = zeros(n, D);
      const observations = new Float32Array(n * D);
      const values = new Float64Array(D);
      for (let row = 0; row < n; row++) {
        for (let j = 0; j < D; j++) factors.data[j * n + row] = values[j] = random.uniform();
        observe(values, observations, row);
      }
      return { factors, observations };
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const factors = new Float64Array(D);
      const positive = new Float64Array(D);
      for (const rows of chunkSizes(n, chunkRows)) {
        const x = new Float32Array(rows * D);
        const xPositive = new Float32Array(rows * D);
        for (let row = 0; row < rows; row++) {
          for (let j = 0; j < D; j++) factors[j] = random.uniform();
          drawPositive(random, factors, positive);
          observe(factors, x, row);
          observe(positive, xPositive, row);
        }
        yield [x, xPositive];
      }
    },
  };
}

/** Contrastive learning in a box: uniform factors, positives that differ by truncated Laplace noise, a nonlinear mixing. */
export const contrastiveBox: Track = {
  id: ID,
  version: VERSION,
  title: 'Contrastive learning in a box',
  theorem: {
    statement:
      'An encoder that minimises the InfoNCE loss with a similarity that matches the positives’ L1 law recovers each factor up to order, sign, one common scale and shift.',
    source: {
      title: 'Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML',
      url: 'https://proceedings.mlr.press/v139/zimmermann21a.html',
      year: 2021,
    },
    assumptions: [
      'The factors are uniform on a convex body, here the box [0, 1]⁵.',
      'A positive has density proportional to exp(−|z̃ − z|₁ / 0.2), restricted to the box.',
      'The similarity is the same metric, an Lp metric with p ≥ 1 other than 2, up to a scale.',
      'The mixing is continuous and injective; here a three-layer leaky-ReLU network.',
      'Negatives are independent draws of the factors’ own distribution, and many.',
    ],
    twin: 'Positives are Gaussian of equal variance instead (assumption 3 fails): the matching similarity, squared L2, is the same in every rotated frame, so the factors can be recovered up to a rotation and no further.',
  },
  equivalenceClass: 'affine-elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 500_000,
  evaluationRows: 20_000,
  given: 'Pairs (x, x_positive): two views whose factors lie close to each other. No labels.',
  createInstance,
};
