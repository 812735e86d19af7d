import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance } from '../chunks.ts';
import { createMixing, drawLeakyReluMixing, type LeakyReluMixing } from '../leaky-relu-mixing.ts';
import { drawObserved, observePairChunks } from '../observed-rows.ts';
import type { Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';
import { drawOnSphere, drawVonMisesFisher } from '../von-mises-fisher.ts';

const ID = 'contrastive-sphere';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
const CONCENTRATION = 10;
const MIXING_RECIPE = { d: D, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;

interface ContrastiveSphereParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  /** The positive's density is proportional to exp(concentration · ⟨z̃, z⟩) on the unit sphere; 0 is the uniform law. */
  readonly positive: { readonly family: 'von Mises-Fisher' | 'uniform'; readonly concentration: number };
  /** x = network(z). */
  readonly mixing: LeakyReluMixing;
}

function parametersOf(index: number, variant: Variant): ContrastiveSphereParameters {
  // Named without the variant: the twin has the same mixing.
  const mixing = drawLeakyReluMixing(new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index), MIXING_RECIPE);
  const positive =
    variant === 'main'
      ? ({ family: 'von Mises-Fisher', concentration: CONCENTRATION } as const)
      : ({ family: 'uniform', concentration: 0 } as const);
  return { d: D, positive, mixing };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const network = createMixing(parameters.mixing);

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

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
    drawEvaluation(seed: string, n: number) {
      const random = stream('evaluation', seed);
      return drawObserved(n, D, (factors) => drawOnSphere(random, factors), network);
    },
    drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const nextPair = (anchor: Float64Array, positive: Float64Array) => {
        drawOnSphere(random, anchor);
        if (variant === 'main') drawVonMisesFisher(random, anchor, CONCENTRATION, positive);
        else drawOnSphere(random, positive);
      };
      return observePairChunks(n, chunkRows, D, nextPair, network);
    },
  };
}

/** Contrastive learning on the sphere: uniform factors, von Mises-Fisher positives, a nonlinear mixing. */
export const contrastiveSphere: Track = {
  id: ID,
  version: VERSION,
  title: 'Contrastive learning on the sphere',
  theorem: {
    statement:
      'An encoder onto the unit sphere that minimises the InfoNCE loss with the inner product as its similarity recovers the factors up to one orthogonal map.',
    source: {
      title:
        'Zimmermann, Sharma, Schneider, Bethge and Brendel, Contrastive learning inverts the data generating process, ICML, theorem 2',
      url: 'https://proceedings.mlr.press/v139/zimmermann21a.html',
      year: 2021,
    },
    assumptions: [
      'The factors are uniform on the unit sphere in five dimensions.',
      'A positive follows the von Mises-Fisher law around its anchor: density proportional to exp(10 ⟨z̃, z⟩).',
      'The similarity is the inner product of codes on the sphere, with the temperature that matches.',
      'The mixing is continuous and injective; here a three-layer leaky-ReLU network.',
      'Negatives are independent draws of the factors’ own distribution, and many.',
    ],
    twin: 'Positives are independent of their anchors (assumption 2 fails with concentration 0): pairs say nothing, and what is left is what the observations alone give. On the track itself the axes must fail: the law is the same in every rotated frame, so the mean correlation coefficient of an encoder that recovers the sphere must stay where a random rotation puts it.',
  },
  equivalenceClass: 'affine',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 200_000,
  evaluationRows: 20_000,
  given: 'Pairs (x, x_positive): two views whose factors lie close to each other on the sphere. No labels.',
  createInstance,
};
