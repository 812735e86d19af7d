import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../../tests/support/kolmogorov-smirnov.ts';
import { conditionNumbers, trainingOf, unmix, UNMIXING_ERROR } from '../../../../tests/support/unmix.ts';
import { erfc } from '../../../core/mathematics.ts';
import { column } from '../../../core/matrix.ts';
import type { Rows } from '../mixing-matrix.ts';
import { segments } from './index.ts';
import type { TrackInstance, Variant } from '../track.ts';

const SEGMENTS = 40;
const D = 5;
const instances = (variant: Variant) =>
  Array.from({ length: segments.instanceCount }, (_, index) => segments.createInstance(index, variant));
const lawsOf = (instance: TrackInstance) => instance.parameters['source'] as { readonly means: Rows; readonly deviations: Rows };
const normalCumulative = (t: number) => erfc(-t / Math.SQRT2) / 2;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Factors of one segment, one list a factor, from the data that a learner is given. */
function factorsBySegment(instance: TrackInstance, rowsEach: number): number[][][] {
  const [x, u] = trainingOf(instance, SEGMENTS * rowsEach);
  const factors = unmix(instance, x as Float32Array);
  const bySegment = Array.from({ length: SEGMENTS }, () => Array.from({ length: D }, (): number[] => []));
  u!.forEach((segment, row) => bySegment[segment]!.forEach((values, j) => values.push(column(factors, j)[row]!)));
  return bySegment;
}

describe('segments', () => {
  it('assumption 1: in each segment the factors are independent and normal, with the stated means and deviations', () => {
    const rows = 400;
    const instance = segments.createInstance(3, 'main');
    const { means, deviations } = lawsOf(instance);
    const bySegment = factorsBySegment(instance, rows);
    const standardised = bySegment.map((factors, u) =>
      factors.map((values, j) => values.map((value) => (value - means[u]![j]!) / deviations[u]![j]!)),
    );
    for (let j = 0; j < D; j++) {
      const all = standardised.flatMap((factors) => factors[j]!);
      expect(uniformGap(all.map(normalCumulative))).toBeLessThan(GAP_LIMIT);
    }
    for (const factors of standardised) {
      factors.forEach((values, j) => {
        expect(Math.abs(sum(values) / rows)).toBeLessThan(5 / Math.sqrt(rows));
        expect(Math.abs(sum(values.map((value) => value * value)) / rows - 1)).toBeLessThan(5 * Math.sqrt(2 / rows));
        for (let k = 0; k < j; k++) {
          expect(Math.abs(sum(values.map((value, i) => value * factors[k]![i]!)) / rows)).toBeLessThan(5 / Math.sqrt(rows));
        }
      });
    }
  });

  it('assumption 2: the differences of natural parameters between segments span all 2d dimensions, in every instance', () => {
    for (const instance of instances('main')) {
      const { means, deviations } = lawsOf(instance);
      const natural = means.map((row, u) => [
        ...row.map((mean, j) => mean / deviations[u]![j]! ** 2),
        ...deviations[u]!.map((deviation) => -1 / (2 * deviation ** 2)),
      ]);
      const differences = natural.slice(1).map((row) => row.map((value, k) => value - natural[0]![k]!));
      const { diagonal } = new SingularValueDecomposition(new MlMatrix(differences));
      expect(diagonal).toHaveLength(2 * D);
      expect(Math.min(...diagonal)).toBeGreaterThan(1);
    }
  });

  it('assumption 3: layers have the stated condition numbers, at most 3, and the inverse network restores the factors', () => {
    for (const instance of [...instances('main'), ...instances('twin')]) {
      for (const { stated, actual } of conditionNumbers(instance)) {
        expect(actual).toBeCloseTo(stated, 8);
        expect(actual).toBeLessThanOrEqual(3);
      }
      const { factors, observations } = instance.drawEvaluation('seed', 100);
      unmix(instance, observations).data.forEach((value, k) =>
        expect(Math.abs(value - factors.data[k]!)).toBeLessThan(UNMIXING_ERROR),
      );
    }
  });

  it('assumption 4: the segment of each row is given, in turn, whatever the chunks', () => {
    const chunks = [...segments.createInstance(0, 'main').drawTraining('train', 100, 7)];
    expect(chunks.flatMap(([, u]) => [...u!])).toEqual(Array.from({ length: 100 }, (_, row) => row % SEGMENTS));
  });

  it('gives every factor mean 0 and variance 1 over all segments, and no two a correlation', () => {
    for (const instance of instances('main')) {
      const { means, deviations } = lawsOf(instance);
      for (let j = 0; j < D; j++) {
        expect(Math.abs(sum(means.map((row) => row[j]!)))).toBeLessThan(1e-12);
        const variance = sum(means.map((row, u) => row[j]! ** 2 + deviations[u]![j]! ** 2)) / SEGMENTS;
        expect(variance).toBeCloseTo(1, 12);
        for (let k = 0; k < j; k++) expect(Math.abs(sum(means.map((row) => row[j]! * row[k]!)))).toBeLessThan(1e-12);
      }
    }
  });

  it('breaks assumption 2 on the twin: standard normal factors, the same in every segment', () => {
    const rows = 400;
    const bySegment = factorsBySegment(segments.createInstance(3, 'twin'), rows);
    const squared: number[] = [];
    for (let j = 0; j < D; j++) {
      expect(uniformGap(bySegment.flatMap((factors) => factors[j]!).map(normalCumulative))).toBeLessThan(GAP_LIMIT);
      for (const factors of bySegment) {
        squared.push((sum(factors[j]!) / Math.sqrt(rows)) ** 2);
        const variance = sum(factors[j]!.map((value) => value * value)) / rows;
        squared.push((variance - 1) ** 2 / (2 / rows));
      }
    }
    // Standardised means and variances by segment: their squares have mean 1.
    expect(Math.abs(sum(squared) / squared.length - 1)).toBeLessThan(5 * Math.sqrt(2 / squared.length));
  });

  it('draws evaluation rows from all segments alike', () => {
    const { factors } = segments.createInstance(1, 'main').drawEvaluation('seed', 20_000);
    for (let j = 0; j < D; j++) {
      const values = [...column(factors, j)];
      expect(Math.abs(sum(values) / values.length)).toBeLessThan(5 / Math.sqrt(values.length));
      expect(Math.abs(sum(values.map((value) => value * value)) / values.length - 1)).toBeLessThan(0.1);
    }
  });
});
