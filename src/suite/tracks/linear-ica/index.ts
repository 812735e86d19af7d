import { zeros } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance, chunkSizes } from '../chunks.ts';
import { conditionedMatrix, multiply, type Rows } from '../mixing-matrix.ts';
import { drawSource, SOURCE_PARAMETERS, type SourceFamily } from '../sources.ts';
import type { EvaluationDraw, Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'linear-ica';
const VERSION = '1';
const INSTANCE_COUNT = 12;

/** The even instances have the first number of factors, the odd ones the second. */
const FACTOR_COUNTS = [5, 10] as const;
/** The family changes with every second instance, so that 0 to 5 and 6 to 11 each hold all six combinations. */
const FAMILIES = ['laplace', 'uniform', 'bimodal'] as const;
const CONDITION_NUMBERS = { low: 2, high: 10 };

interface LinearIcaParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  readonly source: { readonly family: SourceFamily; readonly parameters: Readonly<Record<string, number>> };
  /** x = A z. */
  readonly mixing: { readonly matrix: Rows; readonly condition_number: number };
}

function parametersOf(index: number, variant: Variant): LinearIcaParameters {
  const d = FACTOR_COUNTS[index % FACTOR_COUNTS.length]!;
  const mainFamily = FAMILIES[Math.floor(index / FACTOR_COUNTS.length) % FAMILIES.length]!;
  const family = variant === 'main' ? mainFamily : 'gaussian';
  // Named without the variant: the twin has the same mixing.
  const stream = new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index);
  const condition_number = CONDITION_NUMBERS.low + (CONDITION_NUMBERS.high - CONDITION_NUMBERS.low) * stream.uniform();
  const matrix = conditionedMatrix(stream, d, condition_number);
  return { d, source: { family, parameters: SOURCE_PARAMETERS[family] }, mixing: { matrix, condition_number } };
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const { d, source, mixing } = parameters;

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  /** Fills `observations` row after row; `keep` sees each row's factors. */
  function draw(random: RandomStream, observations: Float32Array, keep?: (row: number, factors: Float64Array) => void): void {
    const factors = new Float64Array(d);
    const mixed = new Float64Array(d);
    for (let row = 0; row * d < observations.length; row++) {
      for (let j = 0; j < d; j++) factors[j] = drawSource(source.family, random);
      multiply(mixing.matrix, factors, mixed);
      observations.set(mixed, row * d);
      keep?.(row, factors);
    }
  }

  return {
    index,
    variant,
    d,
    observationShape: [d],
    parameters,
    trainingArrays: [{ name: 'x', rowShape: [d], type: 'float32' }],
    drawEvaluation(seed: string, n: number): EvaluationDraw {
      const factors = zeros(n, d);
      const observations = new Float32Array(n * d);
      draw(stream('evaluation', seed), observations, (row, values) => {
        for (let j = 0; j < d; j++) factors.data[j * n + row] = values[j]!;
      });
      return { factors, observations };
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      for (const rows of chunkSizes(n, chunkRows)) {
        const x = new Float32Array(rows * d);
        draw(random, x);
        yield [x];
      }
    },
  };
}

/** Linear independent component analysis: independent non-Gaussian factors behind a square linear mixing. */
export const linearIca: Track = {
  id: ID,
  version: VERSION,
  title: 'Linear independent component analysis',
  theorem: {
    statement:
      'From independent, non-Gaussian factors mixed by an invertible matrix, each factor is recovered up to order, sign and scale.',
    source: {
      title: 'Comon, Independent component analysis, a new concept?, Signal Processing 36',
      url: 'https://doi.org/10.1016/0165-1684(94)90029-9',
      year: 1994,
    },
    assumptions: [
      'The factors are mutually independent.',
      'At most one factor is Gaussian; here none is.',
      'The mixing x = Az is square and invertible; here its condition number is at most 10.',
      'Observations are independent draws without noise.',
    ],
    twin: 'The factors are Gaussian instead (assumption 2 fails): they can be recovered up to a rotation and no further.',
  },
  equivalenceClass: 'affine-elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 20_000,
  evaluationRows: 20_000,
  given: 'Independent draws of x, without order or labels.',
  createInstance,
};
