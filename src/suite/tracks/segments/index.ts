import { exp, ln } from '../../../core/mathematics.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { randomOrthonormal } from '../../random-orthonormal.ts';
import { assertInstance } from '../chunks.ts';
import { createMixing, drawLeakyReluMixing, type LeakyReluMixing } from '../leaky-relu-mixing.ts';
import type { Rows } from '../mixing-matrix.ts';
import { drawObserved, observeChunks } from '../observed-rows.ts';
import type { Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'segments';
const VERSION = '1';
const INSTANCE_COUNT = 12;
const D = 5;
const SEGMENTS = 40;
const SEGMENT_ROWS = 1000;
/** Of a factor's variance over all segments, which is 1, the part that lies between the segments' means. */
const BETWEEN_SHARE = 0.5;
/** Standard deviations within segments spread over a ratio of up to the square of this. */
const DEVIATION_RATIO = 3;
const MIXING_RECIPE = { d: D, depth: 3, slope: 0.2, conditionNumbers: [1.5, 3], biasHalfWidth: 0.2 } as const;

/** Normal laws of the factors, one row a segment, one column a factor. */
interface SegmentLaws {
  readonly means: Rows;
  readonly deviations: Rows;
}

interface SegmentsParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  readonly segments: number;
  readonly source: { readonly family: string } & Partial<SegmentLaws>;
  /** x = network(z). */
  readonly mixing: LeakyReluMixing;
}

/**
 * Means and deviations, so scaled that every factor has mean 0 and variance 1 over all segments. The columns of means are
 * orthogonal to each other, so that no two factors correlate: a correlation would help every encoder by chance.
 */
function drawLaws(stream: RandomStream): SegmentLaws {
  const constant = new Array<number>(SEGMENTS).fill(1 / Math.sqrt(SEGMENTS));
  const [, ...columns] = randomOrthonormal(stream.child('means'), D + 1, SEGMENTS, [constant]);
  const means = Array.from({ length: SEGMENTS }, (_, u) =>
    columns.map((values) => Math.sqrt(BETWEEN_SHARE * SEGMENTS) * values[u]!),
  );
  const spread = stream.child('deviations');
  const raw = Array.from({ length: SEGMENTS }, () =>
    Array.from({ length: D }, () => exp(ln(DEVIATION_RATIO) * (2 * spread.uniform() - 1))),
  );
  const scales = Array.from({ length: D }, (_, j) => {
    const meanSquare = raw.reduce((sum, row) => sum + row[j]! * row[j]!, 0) / SEGMENTS;
    return Math.sqrt((1 - BETWEEN_SHARE) / meanSquare);
  });
  return { means, deviations: raw.map((row) => row.map((value, j) => value * scales[j]!)) };
}

function parametersOf(index: number, variant: Variant): SegmentsParameters {
  // Named without the variant: the twin has the same mixing.
  const stream = (part: string) => new RandomStream('custodes/tracks', ID, VERSION, part, index);
  const mixing = drawLeakyReluMixing(stream('mixing'), MIXING_RECIPE);
  const source = variant === 'main' ? { family: 'normal in each segment', ...drawLaws(stream('laws')) } : { family: 'normal' };
  return { d: D, segments: SEGMENTS, source, mixing };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const network = createMixing(parameters.mixing);
  const { means, deviations } = parameters.source;

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  /** Factors of a row of segment u; on the twin u is no more than a label. */
  function drawFactors(random: RandomStream, u: number, factors: Float64Array): void {
    for (let j = 0; j < D; j++) {
      const standard = random.normal();
      factors[j] = means && deviations ? means[u]![j]! + deviations[u]![j]! * standard : standard;
    }
  }

  return {
    index,
    variant,
    d: D,
    observationShape: [D],
    parameters,
    trainingArrays: [
      { name: 'x', rowShape: [D], type: 'float32' },
      { name: 'u', rowShape: [], type: 'int32' },
    ],
    drawEvaluation(seed: string, n: number) {
      const random = stream('evaluation', seed);
      return drawObserved(n, D, (factors) => drawFactors(random, random.below(SEGMENTS), factors), network);
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      let row = 0;
      const next = (factors: Float64Array) => drawFactors(random, row++ % SEGMENTS, factors);
      let start = 0;
      for (const x of observeChunks(n, chunkRows, D, next, network)) {
        const u = Int32Array.from({ length: x.length / D }, (_, i) => (start + i) % SEGMENTS);
        start += u.length;
        yield [x, u];
      }
    },
  };
}

/** Nonlinear independent component analysis with an auxiliary variable: the segment modulates means and variances. */
export const segments: Track = {
  id: ID,
  version: VERSION,
  title: 'Segments with modulated means and variances',
  theorem: {
    statement:
      'From factors that are independent given an observed segment, with normal laws whose means and variances vary enough over the segments, each factor is recovered up to order and a map of its own.',
    source: {
      title:
        'Khemakhem, Kingma, Monti and Hyvärinen, Variational autoencoders and nonlinear ICA: a unifying framework, AISTATS, theorem 2',
      url: 'https://proceedings.mlr.press/v108/khemakhem20a.html',
      year: 2020,
    },
    assumptions: [
      'Given the segment u, the factors are independent and each is normal, with a mean and a variance of its own.',
      'The natural parameters vary enough: their differences from those of one segment, 39 vectors, span all 2d = 10 dimensions.',
      'The mixing is injective, and smooth but for kinks: here a three-layer leaky-ReLU network, invertible by construction.',
      'The segment of every observation is known, and observations are free of noise.',
    ],
    twin: 'The factors are standard normal in every segment and u is an independent label (assumption 2 fails): mean and covariance over all segments stay the same, and every rotation of the factors explains the data as well.',
  },
  equivalenceClass: 'monotone-elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: SEGMENTS * SEGMENT_ROWS,
  evaluationRows: 20_000,
  given: 'Observations x with the number u of their segment, 0 to 39; the rows go through the segments in turn.',
  createInstance,
};
