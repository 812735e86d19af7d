import { zeros } from '../../core/matrix.ts';
import { chunkSizes } from './chunks.ts';
import type { EvaluationDraw } from './track.ts';

/** Overwrites one row of factors with the next one. */
export type NextFactors = (target: Float64Array) => void;

/** What an encoder sees of one row of factors: as many values, in a buffer that the next call overwrites. */
export type Observe = (factors: Float64Array) => Float64Array;

/** n rows of d factors with their observations, row after row. */
export function drawObserved(n: number, d: number, next: NextFactors, observe: Observe): EvaluationDraw {
  const factors = zeros(n, d);
  const observations = new Float32Array(n * d);
  const values = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    next(values);
    for (let j = 0; j < d; j++) factors.data[j * n + row] = values[j]!;
    observations.set(observe(values), row * d);
  }
  return { factors, observations };
}

/** Observations of n rows in chunks: one array a chunk. */
export function* observeChunks(
  n: number,
  chunkRows: number,
  d: number,
  next: NextFactors,
  observe: Observe,
): Generator<Float32Array> {
  const values = new Float64Array(d);
  for (const rows of chunkSizes(n, chunkRows)) {
    const x = new Float32Array(rows * d);
    for (let row = 0; row < rows; row++) {
      next(values);
      x.set(observe(values), row * d);
    }
    yield x;
  }
}

/** Observations of n pairs in chunks: `x` and `x_positive`. @param nextPair overwrites anchor and positive */
export function* observePairChunks(
  n: number,
  chunkRows: number,
  d: number,
  nextPair: (anchor: Float64Array, positive: Float64Array) => void,
  observe: Observe,
): Generator<[Float32Array, Float32Array]> {
  const anchor = new Float64Array(d);
  const positive = new Float64Array(d);
  for (const rows of chunkSizes(n, chunkRows)) {
    const x = new Float32Array(rows * d);
    const xPositive = new Float32Array(rows * d);
    for (let row = 0; row < rows; row++) {
      nextPair(anchor, positive);
      x.set(observe(anchor), row * d);
      xPositive.set(observe(positive), row * d);
    }
    yield [x, xPositive];
  }
}
