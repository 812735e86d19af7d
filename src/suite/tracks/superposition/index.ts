import { fromRows, zeros } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance, chunkSizes } from '../chunks.ts';
import type { EvaluationDraw, Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';

const ID = 'superposition';
const VERSION = '1';
const INSTANCE_COUNT = 12;
/** Directions, each the factor that says how strongly it is present. */
const ATOMS = 512;
const DIMENSION = 64;
/** Directions present in one observation. */
const ACTIVE = { main: 3, twin: 40 } as const;
/** Of a direction that is present: bounded away from 0, so that presence can be told. */
const MAGNITUDES = { low: 0.5, high: 1.5 };

/** Unit directions, uniform on the sphere, one after the other. */
function drawDirections(stream: RandomStream): Float64Array[] {
  return Array.from({ length: ATOMS }, () => {
    const direction = stream.fillNormal(new Float64Array(DIMENSION));
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    return direction.map((value) => value / length);
  });
}

/** Largest absolute cosine of two different directions. */
function coherence(directions: readonly Float64Array[]): number {
  let largest = 0;
  for (let k = 0; k < ATOMS; k++) {
    const a = directions[k]!;
    for (let l = 0; l < k; l++) {
      const b = directions[l]!;
      let cosine = 0;
      for (let i = 0; i < DIMENSION; i++) cosine += a[i]! * b[i]!;
      largest = Math.max(largest, Math.abs(cosine));
    }
  }
  return largest;
}

interface Dictionary {
  readonly stream: string;
  readonly directions: readonly Float64Array[];
  readonly coherence: number;
}

/** By instance: the twin has the same. */
const dictionaries = new Map<number, Dictionary>();

function dictionaryOf(index: number): Dictionary {
  const known = dictionaries.get(index);
  if (known) return known;
  const stream = new RandomStream('custodes/tracks', ID, VERSION, 'dictionary', index);
  const directions = drawDirections(stream);
  const dictionary = { stream: stream.name.join('/'), directions, coherence: coherence(directions) };
  dictionaries.set(index, dictionary);
  return dictionary;
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const { directions, ...origin } = dictionaryOf(index);
  const active = ACTIVE[variant];
  const parameters = {
    d: ATOMS,
    dimension: DIMENSION,
    active,
    magnitude: MAGNITUDES,
    // The 32,768 numbers follow from the stream: normal numbers, atom by atom, each atom scaled to length 1.
    mixing: { law: 'uniform on the sphere', ...origin },
  };

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);
  const chosen = new Int32Array(active);
  const taken = new Uint8Array(ATOMS);
  const sum = new Float64Array(DIMENSION);

  /** One observation: the sum of `active` different atoms. `keep` sees each atom with its magnitude. */
  function draw(
    random: RandomStream,
    observations: Float32Array,
    row: number,
    keep?: (atom: number, value: number) => void,
  ): void {
    for (let count = 0; count < active;) {
      const atom = random.below(ATOMS);
      if (taken[atom] === 1) continue;
      taken[atom] = 1;
      chosen[count++] = atom;
    }
    sum.fill(0);
    for (const atom of chosen) {
      taken[atom] = 0;
      const magnitude = MAGNITUDES.low + (MAGNITUDES.high - MAGNITUDES.low) * random.uniform();
      const direction = directions[atom]!;
      for (let i = 0; i < DIMENSION; i++) sum[i]! += magnitude * direction[i]!;
      keep?.(atom, magnitude);
    }
    observations.set(sum, row * DIMENSION);
  }

  return {
    index,
    variant,
    d: ATOMS,
    observationShape: [DIMENSION],
    parameters,
    structure: { kind: 'decoder', truth: fromRows(directions.map((direction) => [...direction])) },
    trainingArrays: [{ name: 'x', rowShape: [DIMENSION], type: 'float32' }],
    drawEvaluation(seed: string, n: number): EvaluationDraw {
      const random = stream('evaluation', seed);
      const factors = zeros(n, ATOMS);
      const observations = new Float32Array(n * DIMENSION);
      for (let row = 0; row < n; row++) {
        draw(random, observations, row, (atom, value) => {
          factors.data[atom * n + row] = value;
        });
      }
      return { factors, observations };
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      for (const rows of chunkSizes(n, chunkRows)) {
        const x = new Float32Array(rows * DIMENSION);
        for (let row = 0; row < rows; row++) draw(random, x, row);
        yield [x];
      }
    },
  };
}

/** Superposition: many sparse factors packed into few dimensions, as sparse autoencoders assume of activations. */
export const superposition: Track = {
  id: ID,
  version: VERSION,
  title: 'Sparse factors in superposition',
  theorem: {
    statement:
      'From enough sparse combinations of the columns of a dictionary that satisfies the spark condition, the dictionary is recovered up to order, sign and scale, and with it the combinations.',
    source: {
      title:
        'Hillar and Sommer, When can dictionary learning uniquely recover sparse data from subsamples?, IEEE Transactions on Information Theory 61(11), theorem 1',
      url: 'https://doi.org/10.1109/TIT.2015.2460238',
      year: 2015,
    },
    assumptions: [
      'Observations are combinations x = Σ zₖ aₖ of 3 of 512 unit directions in 64 dimensions.',
      'Spark condition: no two different combinations of 3 directions are equal. Any 6 random directions are independent, and greedy pursuit finds a combination surely where coherence allows; here it is below 0.7 and decoding is almost always right, not always.',
      'Every direction takes part, in combination with many others; here all sets of 3 are equally likely.',
      'Magnitudes are positive and bounded away from 0, from 0.5 to 1.5.',
      'Observations are free of noise.',
    ],
    twin: 'Forty directions are present at a time (assumption 2 fails: 80 directions in 64 dimensions are always dependent, and sums of forty are close to Gaussian): many dictionaries explain the data as well.',
  },
  equivalenceClass: 'affine-elementwise',
  structure: { kind: 'decoder', required: true, mostCodes: 2 * ATOMS },
  instanceCount: INSTANCE_COUNT,
  trainingRows: 200_000,
  evaluationRows: 20_000,
  given: 'Independent draws of x, 64 numbers each. An encoder comes with its dictionary (decoder.npy, m × 64, m at most 1024).',
  createInstance,
};
