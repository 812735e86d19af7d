import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../../tests/support/kolmogorov-smirnov.ts';
import { conditionNumbers, unmix, UNMIXING_ERROR } from '../../../../tests/support/unmix.ts';
import { erfc, exp } from '../../../core/mathematics.ts';
import { column } from '../../../core/matrix.ts';
import { contrastiveBox } from './index.ts';
import type { TrackInstance, Variant } from '../track.ts';

const SCALE = 0.2;
const DEVIATION = Math.SQRT2 * SCALE;
/** The factors behind observations: the network saw 2z − 1. */
function invert(instance: TrackInstance, observations: Float32Array): Float64Array {
  return unmix(instance, observations).data.map((value) => (value + 1) / 2);
}

const laplaceCumulative = (t: number) => (t < 0 ? exp(t / SCALE) / 2 : 1 - exp(-t / SCALE) / 2);
const normalCumulative = (t: number) => erfc(-t / (DEVIATION * Math.SQRT2)) / 2;

/** Probability below the positive, given the anchor, when the law is restricted to [0, 1]. */
function conditionalProbability(cumulative: (t: number) => number, anchor: number, positive: number): number {
  const low = cumulative(-anchor);
  return (cumulative(positive - anchor) - low) / (cumulative(1 - anchor) - low);
}

function pairs(variant: Variant, index: number, n: number): { anchors: Float64Array; positives: Float64Array } {
  const instance = contrastiveBox.createInstance(index, variant);
  const [x, positive] = [...instance.drawTraining('train', n, n)][0]! as readonly [Float32Array, Float32Array];
  return { anchors: invert(instance, x), positives: invert(instance, positive) };
}

describe('contrastive-box', () => {
  it('mixes by layers of the stated condition numbers, at most 3', () => {
    for (let index = 0; index < contrastiveBox.instanceCount; index++) {
      for (const { stated, actual } of conditionNumbers(contrastiveBox.createInstance(index, 'main'))) {
        expect(actual).toBeCloseTo(stated, 8);
        expect(actual).toBeLessThanOrEqual(3);
      }
    }
  });

  it('draws uniform factors and observes them through an invertible mixing', () => {
    for (const variant of ['main', 'twin'] as const) {
      const instance = contrastiveBox.createInstance(5, variant);
      const { factors, observations } = instance.drawEvaluation('seed', 2000);
      const restored = invert(instance, observations);
      for (let j = 0; j < instance.d; j++) {
        const values = column(factors, j);
        expect(uniformGap([...values])).toBeLessThan(GAP_LIMIT);
        values.forEach((value, row) => expect(Math.abs(restored[j * 2000 + row]! - value)).toBeLessThan(UNMIXING_ERROR));
      }
    }
  });

  it('keeps anchors and positives in the box', () => {
    for (const variant of ['main', 'twin'] as const) {
      const { anchors, positives } = pairs(variant, 0, 2000);
      for (const value of [...anchors, ...positives]) expect(Math.abs(value - 0.5)).toBeLessThan(0.5 + UNMIXING_ERROR);
    }
  });

  it('draws positives by the truncated Laplace law on the main variant, by the Gaussian of equal variance on the twin', () => {
    const laws = { main: laplaceCumulative, twin: normalCumulative };
    for (const variant of ['main', 'twin'] as const) {
      const { anchors, positives } = pairs(variant, 7, 4000);
      const gapUnder = (law: (t: number) => number) =>
        uniformGap(Array.from(anchors, (anchor, i) => conditionalProbability(law, anchor, positives[i]!)));
      expect(gapUnder(laws[variant])).toBeLessThan(GAP_LIMIT);
      // The other law does not fit: the test can tell them apart.
      expect(gapUnder(laws[variant === 'main' ? 'twin' : 'main'])).toBeGreaterThan(2 * GAP_LIMIT);
    }
  });
});
