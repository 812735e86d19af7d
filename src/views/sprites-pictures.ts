import { RandomStream } from '../core/random/stream.ts';
import { distort, OUTLINES } from '../suite/tracks/sprites/outlines.ts';
import { render, SIZE, type Brightness } from '../suite/tracks/sprites/render.ts';
import type { TrackInstance } from '../suite/tracks/track.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What these pictures read of an instance's parameters. */
interface Look {
  readonly ranges: { readonly radius: Range; readonly orientation: Range; readonly x: Range; readonly y: Range };
  readonly mixing: {
    readonly outlines: string;
    readonly distortion: Parameters<typeof distort>[1];
    readonly brightness: Brightness;
  };
}

const lookOf = ({ parameters }: TrackInstance): Look => parameters as unknown as Look;

/** Ranges of the continuous factors, in the order of the factors after the shape. */
function rangesOf(instance: TrackInstance): readonly Range[] {
  const { radius, orientation, x, y } = lookOf(instance).ranges;
  return [radius, orientation, x, y];
}

/** Names of the factors, in their order. */
export const FACTOR_NAMES = ['shape', 'size', 'orientation', 'position across', 'position down'] as const;

/** A grey picture, values from 0 to 1, row after row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

const SHAPES = 3;
/** Between two images of a picture. */
const GAP = 4;
/** Images of a traversal. */
const STEPS = 8;

type Factors = readonly [shape: number, radius: number, orientation: number, x: number, y: number];

/** Draws one image of an instance. */
function renderer(instance: TrackInstance): (factors: Factors) => Float32Array {
  const { outlines, distortion, brightness } = lookOf(instance).mixing;
  const shapes = outlines.split(', ').map((name) => distort(OUTLINES[name]!, distortion));
  return ([shape, radius, orientation, x, y]) => {
    const image = new Float32Array(SIZE * SIZE);
    render(shapes[shape]!, { radius, orientation, x, y }, brightness, image);
    return image;
  };
}

/** Images in rows and columns, on white. */
function arrange(rows: readonly (readonly Float32Array[])[]): Picture {
  const width = rows[0]!.length * (SIZE + GAP) - GAP;
  const height = rows.length * (SIZE + GAP) - GAP;
  const values = new Float32Array(width * height).fill(1);
  rows.forEach((images, i) =>
    images.forEach((image, j) => {
      for (let y = 0; y < SIZE; y++)
        values.set(image.subarray(y * SIZE, (y + 1) * SIZE), (i * (SIZE + GAP) + y) * width + j * (SIZE + GAP));
    }),
  );
  return { width, height, values };
}

function drawFactors(random: RandomStream, ranges: readonly Range[]): Factors {
  const [radius, orientation, x, y] = ranges.map(({ low, high }) => low + (high - low) * random.uniform());
  return [random.below(SHAPES), radius!, orientation!, x!, y!];
}

/**
 * Pairs as a learner is given them, the first image above the second. In the main variant each factor changes in turn; in the twin
 * all are drawn again.
 */
export function drawPairs(
  instance: TrackInstance,
  count: number,
): { readonly picture: Picture; readonly changed: readonly string[] } {
  const random = new RandomStream('custodes/pictures', 'sprites', instance.variant, instance.index);
  const show = renderer(instance);
  const ranges = rangesOf(instance);
  const pairs = Array.from({ length: count }, (_, k) => {
    const first = drawFactors(random, ranges);
    const other = drawFactors(random, ranges);
    const factor = k % FACTOR_NAMES.length;
    const one = first.map((value, j) => (j === factor ? (j === 0 ? (value + 1) % SHAPES : other[j]!) : value));
    const second = instance.variant === 'main' ? (one as unknown as Factors) : other;
    return { first, second, changed: instance.variant === 'main' ? FACTOR_NAMES[factor]! : 'all factors' };
  });
  return {
    picture: arrange([pairs.map(({ first }) => show(first)), pairs.map(({ second }) => show(second))]),
    changed: pairs.map(({ changed }) => changed),
  };
}

/** A line for each factor, in which it alone goes from one end of its range to the other. */
export function drawTraversals(instance: TrackInstance): Picture {
  const show = renderer(instance);
  const ranges = rangesOf(instance);
  const middle: Factors = [0, ...ranges.map(({ low, high }) => (low + high) / 2)] as unknown as Factors;
  const rows = FACTOR_NAMES.map((_, factor) =>
    Array.from({ length: STEPS }, (_, step) => {
      const values = [...middle];
      const range = ranges[factor - 1];
      values[factor] = range === undefined ? step % SHAPES : range.low + ((range.high - range.low) * step) / (STEPS - 1);
      return show(values as unknown as Factors);
    }),
  );
  return arrange(rows);
}
