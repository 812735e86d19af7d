import { inverse, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { column } from '../../../core/matrix.ts';
import { linearIca } from './index.ts';
import type { Rows } from '../mixing-matrix.ts';
import { EXCESS_KURTOSIS, type SourceFamily } from '../sources.ts';
import type { TrackInstance, Variant } from '../track.ts';

interface Parameters {
  readonly source: { readonly family: SourceFamily };
  readonly mixing: { readonly matrix: Rows; readonly condition_number: number };
}

const instances = (variant: Variant) =>
  Array.from({ length: linearIca.instanceCount }, (_, index) => linearIca.createInstance(index, variant));
const parametersOf = (instance: TrackInstance) => instance.parameters as unknown as Parameters;
const mixingOf = (instance: TrackInstance) => new Matrix(parametersOf(instance).mixing.matrix.map((row) => [...row]));

function excessKurtosis(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.map((value) => (value - mean) * (value - mean));
  const variance = squares.reduce((sum, value) => sum + value, 0) / n;
  return squares.reduce((sum, value) => sum + value * value, 0) / (n * variance * variance) - 3;
}

describe('linear-ica', () => {
  it('holds every combination of d and family twice, once in each half', () => {
    const combinations = instances('main').map((instance) => `${instance.d} ${parametersOf(instance).source.family}`);
    expect(new Set(combinations.slice(0, 6)).size).toBe(6);
    expect(combinations.slice(6)).toEqual(combinations.slice(0, 6));
  });

  it('mixes with the stated condition number, at most 10', () => {
    for (const instance of instances('main')) {
      const { condition } = new SingularValueDecomposition(mixingOf(instance));
      expect(condition).toBeCloseTo(parametersOf(instance).mixing.condition_number, 8);
      expect(condition).toBeLessThanOrEqual(10);
    }
  });

  it('observes x = Az, in evaluation', () => {
    for (const instance of instances('main')) {
      const { factors, observations } = instance.drawEvaluation('seed', 30);
      const { matrix } = parametersOf(instance).mixing;
      for (let row = 0; row < 30; row++) {
        for (let i = 0; i < instance.d; i++) {
          const expected = matrix[i]!.reduce((sum, weight, j) => sum + weight * column(factors, j)[row]!, 0);
          expect(observations[row * instance.d + i]).toBe(Math.fround(expected));
        }
      }
    }
  });

  it('keeps its assumption on the main variant and breaks it on the twin, in the data that a learner is given', () => {
    const n = 5000;
    for (const variant of ['main', 'twin'] as const) {
      for (const instance of instances(variant).slice(0, 6)) {
        const unmix = inverse(mixingOf(instance));
        const [x] = [...instance.drawTraining('train', n, n)][0]!;
        const rows = Array.from({ length: n }, (_, i) => Array.from(x!.subarray(i * instance.d, (i + 1) * instance.d)));
        const factors = new Matrix(rows).mmul(unmix.transpose());
        const kurtosis = Array.from({ length: instance.d }, (_, j) => excessKurtosis(Float64Array.from(factors.getColumn(j))));
        const mean = kurtosis.reduce((sum, value) => sum + value, 0) / instance.d;
        const { family } = parametersOf(instance).source;
        expect(family === 'gaussian').toBe(variant === 'twin');
        expect(Math.abs(mean - EXCESS_KURTOSIS[family])).toBeLessThan(family === 'laplace' ? 1 : 0.15);
        if (variant === 'main') kurtosis.forEach((value) => expect(Math.abs(value)).toBeGreaterThan(0.8));
      }
    }
  });
});
