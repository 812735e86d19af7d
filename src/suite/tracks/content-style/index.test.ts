import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../../tests/support/kolmogorov-smirnov.ts';
import { conditionNumbers, trainingOf, unmix, UNMIXING_ERROR } from '../../../../tests/support/unmix.ts';
import { erfc } from '../../../core/mathematics.ts';
import { column, type Matrix } from '../../../core/matrix.ts';
import { CONTENT_FACTORS, contentStyle } from './index.ts';
import type { Rows } from '../mixing-matrix.ts';
import type { TrackInstance, Variant } from '../track.ts';

const CONTENT = [0, 1, 2, 3, 4];
const STYLE = [5, 6, 7, 8, 9];
const N = 3000;
const instanceOf = (variant: Variant): TrackInstance => contentStyle.createInstance(8, variant);
const normalCumulative = (t: number) => erfc(-t / Math.SQRT2) / 2;

function pairs(variant: Variant): { anchors: Matrix; positives: Matrix } {
  const instance = instanceOf(variant);
  const [x, positive] = trainingOf(instance, N) as [Float32Array, Float32Array];
  return { anchors: unmix(instance, x), positives: unmix(instance, positive) };
}

/** Changes of factor j from anchor to positive. */
const changes = ({ anchors, positives }: ReturnType<typeof pairs>, j: number) =>
  Array.from({ length: N }, (_, i) => column(positives, j)[i]! - column(anchors, j)[i]!);

describe('content-style', () => {
  const main = pairs('main');

  it('assumption 1: both views of a pair have the same content', () => {
    for (const j of CONTENT) for (const change of changes(main, j)) expect(Math.abs(change)).toBeLessThan(10 * UNMIXING_ERROR);
  });

  it('assumption 2: each style factor changes in three quarters of the pairs, independently, by standard normal noise', () => {
    const threshold = 10 * UNMIXING_ERROR;
    const byFactor = STYLE.map((j) => changes(main, j));
    const limit = 5 * Math.sqrt((0.75 * 0.25) / N);
    const counts = new Array<number>(6).fill(0);
    byFactor.forEach((values, k) => {
      const changed = values.filter((value) => Math.abs(value) > threshold);
      expect(Math.abs(changed.length / N - 0.75)).toBeLessThan(limit);
      expect(uniformGap(changed.map(normalCumulative))).toBeLessThan(GAP_LIMIT);
      for (let other = 0; other < k; other++) {
        const both = values.filter((value, i) => Math.abs(value) > threshold && Math.abs(byFactor[other]![i]!) > threshold);
        expect(Math.abs(both.length / N - 0.75 * 0.75)).toBeLessThan(limit);
      }
    });
    for (let i = 0; i < N; i++) counts[byFactor.filter((values) => Math.abs(values[i]!) > threshold).length]!++;
    // Binomial with five trials: all five change in 0.75⁵ of the pairs.
    expect(Math.abs(counts[5]! / N - 0.75 ** 5)).toBeLessThan(limit);
  });

  it.each(['main', 'twin'] as const)('assumption 3: style of the %s variant has half of its variance from content', (variant) => {
    const instance = instanceOf(variant);
    const { factors } = instance.drawEvaluation('seed', N);
    const { weights } = instance.parameters['style'] as { readonly weights: Rows };
    STYLE.forEach((j, k) => {
      const rest = Array.from(column(factors, j), (value, i) =>
        CONTENT.reduce((left, c) => left - weights[k]![c]! * column(factors, c)[i]!, value),
      );
      // What content leaves over is normal with variance ½, and the whole is standard normal.
      expect(uniformGap(rest.map((value) => normalCumulative(value * Math.SQRT2)))).toBeLessThan(GAP_LIMIT);
      expect(uniformGap([...column(factors, j)].map(normalCumulative))).toBeLessThan(GAP_LIMIT);
      for (const c of CONTENT) {
        const covariance = rest.reduce((sum, value, i) => sum + value * column(factors, c)[i]!, 0) / N;
        expect(Math.abs(covariance)).toBeLessThan(5 * Math.sqrt(0.5 / N));
      }
    });
    for (const j of CONTENT) expect(uniformGap([...column(factors, j)].map(normalCumulative))).toBeLessThan(GAP_LIMIT);
  });

  it('assumption 4: layers have the stated condition numbers, at most 3, and the inverse network restores the factors', () => {
    for (let index = 0; index < contentStyle.instanceCount; index++) {
      const instance = contentStyle.createInstance(index, 'main');
      for (const { stated, actual } of conditionNumbers(instance)) {
        expect(actual).toBeCloseTo(stated, 8);
        expect(actual).toBeLessThanOrEqual(3);
      }
      const { factors, observations } = instance.drawEvaluation('seed', 50);
      unmix(instance, observations).data.forEach((value, k) =>
        expect(Math.abs(value - factors.data[k]!)).toBeLessThan(UNMIXING_ERROR),
      );
    }
  });

  it('assumption 5: the content is a block of its own', () => {
    expect(CONTENT_FACTORS).toBe(CONTENT.length);
    expect(instanceOf('main').blocks).toEqual({ content: CONTENT, style: STYLE });
  });

  it('breaks assumption 2 alone on the twin: both views are equal', () => {
    const [x, positive] = trainingOf(instanceOf('twin'), N);
    expect(positive).toEqual(x);
    const [{ change: _, ...own }, { change: __, ...twins }] = [instanceOf('main').parameters, instanceOf('twin').parameters];
    expect(twins).toEqual(own);
  });
});
