import { zeros, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { assertInstance, chunkSizes } from '../chunks.ts';
import type { Rows } from '../mixing-matrix.ts';
import type { EvaluationDraw, LazyDraw, Track, TrackInstance, TrainingSplit, Variant } from '../track.ts';
import { distort, drawDistortion, OUTLINES } from './outlines.ts';
import { render, SIZE, type Brightness } from './render.ts';

const ID = 'sprites';
const VERSION = '1';
const INSTANCE_COUNT = 6;
const D = 5;
const PIXELS = SIZE * SIZE;
const SHAPES = 3;

/** Ranges of the continuous factors, each uniform. The largest sprite stays inside the image. */
const RANGES = {
  radius: { low: 10, high: 18 },
  orientation: { low: -60, high: 60 },
  x: { low: 20, high: 44 },
  y: { low: 20, high: 44 },
} as const;
/** In the order of the factors after the shape. */
const CONTINUOUS = [RANGES.radius, RANGES.orientation, RANGES.x, RANGES.y] as const;
const STRETCH = { low: 1.05, high: 1.3 };
const SPRITE_BRIGHTNESS = { low: 0.7, high: 1 };
const BACKGROUND_BRIGHTNESS = { low: 0, high: 0.25 };

interface SpritesParameters extends Readonly<Record<string, unknown>> {
  readonly d: number;
  /** Of the continuous factors: pixels, degrees, pixels, pixels. */
  readonly ranges: typeof RANGES;
  /** How the second image of a pair differs from the first. */
  readonly pairs: { readonly changed: 'one factor' | 'all factors' };
  /** What turns factors into pixels. */
  readonly mixing: {
    readonly outlines: string;
    readonly stretch: number;
    readonly distortion: Rows;
    readonly brightness: Brightness;
  };
}

function between({ low, high }: { readonly low: number; readonly high: number }, stream: RandomStream): number {
  return low + (high - low) * stream.uniform();
}

function parametersOf(index: number, variant: Variant): SpritesParameters {
  // Named without the variant: the twin looks the same.
  const stream = new RandomStream('custodes/tracks', ID, VERSION, 'mixing', index);
  const names = Object.keys(OUTLINES);
  const outlines = [...stream.choice(names.length, SHAPES)].map((k) => names[k]!).join(', ');
  const stretch = between(STRETCH, stream);
  const distortion = drawDistortion(stream, stretch);
  const brightness = { sprite: between(SPRITE_BRIGHTNESS, stream), background: between(BACKGROUND_BRIGHTNESS, stream) };
  return {
    d: D,
    ranges: RANGES,
    pairs: { changed: variant === 'main' ? 'one factor' : 'all factors' },
    mixing: { outlines, stretch, distortion, brightness },
  };
}

function drawFactors(random: RandomStream, factors: Float64Array): void {
  factors[0] = random.below(SHAPES);
  CONTINUOUS.forEach((range, k) => (factors[k + 1] = between(range, random)));
}

/** Draws one factor anew; the shape becomes another one. */
function changeOne(random: RandomStream, factors: Float64Array): void {
  const changed = random.below(D);
  if (changed === 0) factors[0] = (factors[0]! + 1 + random.below(SHAPES - 1)) % SHAPES;
  else factors[changed] = between(CONTINUOUS[changed - 1]!, random);
}

function createInstance(index: number, variant: Variant): TrackInstance {
  assertInstance(ID, index, INSTANCE_COUNT);
  const parameters = parametersOf(index, variant);
  const { outlines, distortion, brightness } = parameters.mixing;
  const shapes = outlines.split(', ').map((name) => distort(OUTLINES[name]!, distortion));

  const stream = (...name: string[]) => new RandomStream('custodes/tracks', ID, VERSION, variant, index, ...name);

  function observe(factors: Float64Array, image: Float32Array): void {
    const [shape, radius, orientation, x, y] = factors as unknown as readonly [number, number, number, number, number];
    render(shapes[shape]!, { radius, orientation, x, y }, brightness, image);
  }

  function observeRows(factors: Matrix, start: number, end: number): Float32Array {
    const images = new Float32Array((end - start) * PIXELS);
    const values = new Float64Array(D);
    for (let row = start; row < end; row++) {
      for (let j = 0; j < D; j++) values[j] = factors.data[j * factors.rows + row]!;
      observe(values, images.subarray((row - start) * PIXELS, (row - start + 1) * PIXELS));
    }
    return images;
  }

  function drawLazily(seed: string, n: number): LazyDraw {
    const random = stream('evaluation', seed);
    const factors = zeros(n, D);
    const values = new Float64Array(D);
    for (let row = 0; row < n; row++) {
      drawFactors(random, values);
      for (let j = 0; j < D; j++) factors.data[j * n + row] = values[j]!;
    }
    return { factors, observe: (start, end) => observeRows(factors, start, end) };
  }

  return {
    index,
    variant,
    d: D,
    observationShape: [1, SIZE, SIZE],
    parameters,
    trainingArrays: [
      { name: 'x', rowShape: [1, SIZE, SIZE], type: 'float32' },
      { name: 'x_changed', rowShape: [1, SIZE, SIZE], type: 'float32' },
    ],
    drawLazily,
    drawEvaluation(seed: string, n: number): EvaluationDraw {
      const { factors, observe: observed } = drawLazily(seed, n);
      return { factors, observations: observed(0, n) };
    },
    *drawTraining(split: TrainingSplit, n: number, chunkRows: number) {
      const random = stream('training', split);
      const factors = new Float64Array(D);
      for (const rows of chunkSizes(n, chunkRows)) {
        const x = new Float32Array(rows * PIXELS);
        const changed = new Float32Array(rows * PIXELS);
        for (let row = 0; row < rows; row++) {
          drawFactors(random, factors);
          observe(factors, x.subarray(row * PIXELS, (row + 1) * PIXELS));
          if (variant === 'main') changeOne(random, factors);
          else drawFactors(random, factors);
          observe(factors, changed.subarray(row * PIXELS, (row + 1) * PIXELS));
        }
        yield [x, changed];
      }
    },
  };
}

/** Images of one sprite with five factors, in pairs that differ in one of them. */
export const sprites: Track = {
  id: ID,
  version: VERSION,
  title: 'Sprites in pairs',
  theorem: {
    statement:
      'From pairs of images that share all factors but one, which is not told, each factor is recovered up to order and an invertible map of its own.',
    source: {
      title:
        'Locatello, Poole, Rätsch, Schölkopf, Bachem and Tschannen, Weakly-supervised disentanglement without compromises, ICML, theorem 1',
      url: 'https://proceedings.mlr.press/v119/locatello20a.html',
      year: 2020,
    },
    assumptions: [
      'The factors are mutually independent and vary: three shapes with equal chances, and uniform scale, orientation and position.',
      'The two images of a pair share every factor but one, which is drawn anew.',
      'Any factor can be the one that changes; here each with the same chance. How many change is known, which one is not.',
      'Images are a smooth and injective function of the factors: no shape has a symmetry, and all turns lie within 120 degrees.',
      'Observations are free of noise.',
    ],
    twin: 'The two images of a pair are independent (assumption 2 fails): what is left are unpaired images, and any map of the factors that keeps their law explains those as well.',
  },
  equivalenceClass: 'elementwise',
  instanceCount: INSTANCE_COUNT,
  trainingRows: 20_000,
  evaluationRows: 20_000,
  given: 'Pairs (x, x_changed) of images, 64 × 64 grey values from 0 to 1, that differ in one unknown factor. No labels.',
  createInstance,
};
