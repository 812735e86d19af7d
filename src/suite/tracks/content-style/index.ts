import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance } from '../chunks.ts';
import { createMixing, drawLeakyReluMixing, type LeakyReluMixing } from '../leaky-relu-mixing.ts';
import { multiply, randomOrthogonal, type Rows } from '../mixing-matrix.ts';
import { drawObserved, observePairChunks } from '../observed-rows.ts';
import type { Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'content-style';
const VERSION = '1';
const INSTANCE_COUNT = 12;
/** Factors that both views share. */
export const CONTENT_FACTORS = 5;
const STYLE = 5;
const D = CONTENT_FACTORS + STYLE;
/** Share of the variance of each style factor that the content explains. */
const EXPLAINED_SHARE = 0.5;
const CHANGE_PROBABILITY = 0.75;
/** Standard deviation of the change of a style factor, whose own is 1. */
const CHANGE_DEVIATION = 1;
const MIXING_RECIPE = { d: D, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;
const BLOCKS = {
  content: Array.from({ length: CONTENT_FACTORS }, (_, j) => j),
  style: Array.from({ length: STYLE }, (_, j) => CONTENT_FACTORS + j),
};

interface ContentStyleParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  readonly content: number;
  /** style = weights · content + noise, of variance 1 in all, of which the content has the given share. */
  readonly style: { readonly explained_share: number; readonly weights: Rows };
  /** Each style factor of a positive changes independently, by normal noise. */
  readonly change: { readonly probability: number; readonly standard_deviation: number };
  /** x = network(content, style). */
  readonly mixing: LeakyReluMixing;
}

function parametersOf(index: number, variant: Variant): ContentStyleParameters {
  // Named without the variant: the twin has the same mixing, and the same dependence of style on content.
  const stream = (part: string) => new RandomStream('custodes/tracks', ID, VERSION, part, index);
  const mixing = drawLeakyReluMixing(stream('mixing'), MIXING_RECIPE);
  const weights = randomOrthogonal(stream('style'), CONTENT_FACTORS).map((row) =>
    row.map((value) => Math.sqrt(EXPLAINED_SHARE) * value),
  );
  const probability = variant === 'main' ? CHANGE_PROBABILITY : 0;
  return {
    d: D,
    content: CONTENT_FACTORS,
    style: { explained_share: EXPLAINED_SHARE, weights },
    change: { probability, standard_deviation: CHANGE_DEVIATION },
    mixing,
  };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const network = createMixing(parameters.mixing);
  const { style, change } = parameters;
  const explained = new Float64Array(STYLE);

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  function drawFactors(random: RandomStream, factors: Float64Array): void {
    random.fillNormal(factors);
    multiply(style.weights, factors.subarray(0, CONTENT_FACTORS), explained);
    for (let k = 0; k < STYLE; k++) {
      factors[CONTENT_FACTORS + k] = explained[k]! + Math.sqrt(1 - EXPLAINED_SHARE) * factors[CONTENT_FACTORS + k]!;
    }
  }

  return {
    index,
    variant,
    d: D,
    blocks: BLOCKS,
    observationShape: [D],
    parameters,
    trainingArrays: [
      { name: 'x', rowShape: [D], type: 'float32' },
      { name: 'x_positive', rowShape: [D], type: 'float32' },
    ],
    drawEvaluation(seed: string, n: number) {
      const random = stream('evaluation', seed);
      return drawObserved(n, D, (factors) => drawFactors(random, factors), network);
    },
    drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const nextPair = (anchor: Float64Array, positive: Float64Array) => {
        drawFactors(random, anchor);
        positive.set(anchor);
        for (const j of BLOCKS.style) {
          if (random.uniform() < change.probability) positive[j] = positive[j]! + change.standard_deviation * random.normal();
        }
      };
      return observePairChunks(n, chunkRows, D, nextPair, network);
    },
  };
}

/** Self-supervised learning with data augmentations: pairs share their content, their style changes. */
export const contentStyle: Track = {
  id: ID,
  version: VERSION,
  title: 'Content shared by pairs, style changed',
  theorem: {
    statement:
      'An encoder with as many codes as content factors that gives both views of a pair the same codes, and among all such encoders codes of the highest entropy, recovers the content as a block, free of style.',
    source: {
      title:
        'von Kügelgen, Sharma, Gresele, Brendel, Schölkopf, Besserve and Locatello, Self-supervised learning with data augmentations provably isolates content from style, NeurIPS, theorem 4.4',
      url: 'https://proceedings.neurips.cc/paper/2021/hash/8929c70f8d710e412d38da624b21c3c8-Abstract.html',
      year: 2021,
    },
    assumptions: [
      'Both views of a pair have the same content.',
      'Every style factor changes with positive probability, here 0.75 independently of the others, by noise with a density that is positive around 0.',
      'Content and style have a smooth, everywhere positive density; style may depend on content, here with half of its variance.',
      'The mixing is smooth and invertible; here a three-layer leaky-ReLU network, smooth but for kinks.',
      'The number of content factors, 5, is known.',
    ],
    twin: 'Style never changes (assumption 2 fails): both views of a pair are equal, every encoder aligns them, and nothing tells content from style.',
  },
  equivalenceClass: 'block',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 200_000,
  evaluationRows: 20_000,
  given: 'Pairs (x, x_positive) with the same content and changed style. No labels.',
  createInstance,
};
