import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { zeros, type Matrix } from '../../src/core/matrix.ts';
import { invertMixing } from '../../src/suite/tracks/inverse-mixing.ts';
import { createMixing, type LeakyReluMixing } from '../../src/suite/tracks/leaky-relu-mixing.ts';
import type { TrackInstance, TrainingSplit } from '../../src/suite/tracks/track.ts';

/** float32 observations, times the inverse network's steepest slope. */
export const UNMIXING_ERROR = 2e-4;

const mixingOf = (instance: TrackInstance) => instance.parameters['mixing'] as LeakyReluMixing;

/** What went into the mixing network, computed from observations. */
export function unmix(instance: TrackInstance, observations: Float32Array): Matrix {
  const { d } = instance;
  const network = createMixing(invertMixing(mixingOf(instance)));
  const n = observations.length / d;
  const inputs = zeros(n, d);
  for (let row = 0; row < n; row++) {
    const values = network(Float64Array.from(observations.subarray(row * d, (row + 1) * d)));
    for (let j = 0; j < d; j++) inputs.data[j * n + row] = values[j]!;
  }
  return inputs;
}

/** Training arrays of n rows. */
export function trainingOf(instance: TrackInstance, n: number, split: TrainingSplit = 'train'): (Float32Array | Int32Array)[] {
  return [...[...instance.drawTraining(split, n, n)][0]!];
}

/** Condition numbers of the mixing's layers, recomputed from their weights, beside the stated ones. */
export function conditionNumbers(instance: TrackInstance): { readonly stated: number; readonly actual: number }[] {
  return mixingOf(instance).layers.map(({ weights, condition_number }) => ({
    stated: condition_number,
    actual: new SingularValueDecomposition(new MlMatrix(weights.map((row) => [...row]))).condition,
  }));
}
