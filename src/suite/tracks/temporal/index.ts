import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance } from '../chunks.ts';
import { createMixing, drawLeakyReluMixing, type LeakyReluMixing } from '../leaky-relu-mixing.ts';
import { drawObserved, observeChunks } from '../observed-rows.ts';
import { drawSource, SOURCE_PARAMETERS, type SourceFamily } from '../sources.ts';
import type { Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'temporal';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
const AUTOCORRELATION = 0.7;
/** Scales innovations of variance 1 so that the factors have variance 1. */
const INNOVATION_SCALE = Math.sqrt(1 - AUTOCORRELATION * AUTOCORRELATION);
/**
 * Steps from a normal start of the right variance to the stationary law. Moments up to the third are right from the start; the
 * fourth cumulant, the first to differ, is off by a share of 0.7^(4 · 16) = 1e-10.
 */
const BURN_IN_STEPS = 16;
const MIXING_RECIPE = { d: D, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;

interface TemporalParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  /** z_t = autocorrelation · z_(t−1) + √(1 − autocorrelation²) · innovation, the same for every factor. */
  readonly autocorrelation: number;
  readonly innovations: { readonly family: SourceFamily; readonly parameters: Readonly<Record<string, number>> };
  /** x = network(z). */
  readonly mixing: LeakyReluMixing;
}

function parametersOf(index: number, variant: Variant): TemporalParameters {
  // Named without the variant: the twin has the same mixing.
  const mixing = drawLeakyReluMixing(new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index), MIXING_RECIPE);
  const family = variant === 'main' ? 'sech' : 'gaussian';
  return { d: D, autocorrelation: AUTOCORRELATION, innovations: { family, parameters: SOURCE_PARAMETERS[family] }, mixing };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const network = createMixing(parameters.mixing);
  const { family } = parameters.innovations;

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  function advance(random: RandomStream, factors: Float64Array): void {
    for (let j = 0; j < D; j++) factors[j] = AUTOCORRELATION * factors[j]! + INNOVATION_SCALE * drawSource(family, random);
  }

  /** A draw of the stationary law. */
  function start(random: RandomStream, factors: Float64Array): void {
    random.fillNormal(factors);
    for (let step = 0; step < BURN_IN_STEPS; step++) advance(random, factors);
  }

  return {
    index,
    variant,
    d: D,
    observationShape: [D],
    parameters,
    trainingArrays: [{ name: 'x', rowShape: [D], type: 'float32' }],
    drawEvaluation(seed: string, n: number) {
      const random = stream('evaluation', seed);
      return drawObserved(n, D, (factors) => start(random, factors), network);
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const state = new Float64Array(D);
      start(random, state);
      const next = (factors: Float64Array) => {
        advance(random, state);
        factors.set(state);
      };
      for (const x of observeChunks(n, chunkRows, D, next, network)) yield [x];
    },
  };
}

/** Nonlinear independent component analysis of a stationary time series with non-Gaussian dependence. */
export const temporal: Track = {
  id: ID,
  version: VERSION,
  title: 'Temporally dependent factors',
  theorem: {
    statement:
      'From independent stationary factors whose consecutive values depend on each other uniformly and not as Gaussians do, each factor is recovered up to order and an invertible map of its own.',
    source: {
      title: 'Hyvärinen and Morioka, Nonlinear ICA of temporally dependent stationary sources, AISTATS, theorem 1',
      url: 'https://proceedings.mlr.press/v54/hyvarinen17a.html',
      year: 2017,
    },
    assumptions: [
      'The factors are mutually independent, stationary time series.',
      'Consecutive values are uniformly dependent: ∂² log p(z_t, z_(t−1)) / ∂z_t ∂z_(t−1) is nowhere 0.',
      'They are not quasi-Gaussian: that derivative is no product of a function of z_t and one of z_(t−1). Hyperbolic-secant innovations see to it; the autocorrelation, 0.7, is the same for every factor and tells none of them apart.',
      'The mixing is injective, and smooth but for kinks: here a three-layer leaky-ReLU network, invertible by construction.',
      'Rows stand in the order of time, and observations are free of noise.',
    ],
    twin: 'The innovations are Gaussian instead, of the same variance and autocorrelation (assumption 3 fails): the process is the same in every rotated frame, so the factors can be recovered up to a rotation and no further.',
  },
  equivalenceClass: 'elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 100_000,
  evaluationRows: 20_000,
  given: 'One time series x, its rows in the order of time. Encoders are evaluated on independent rows of its stationary law.',
  createInstance,
};
