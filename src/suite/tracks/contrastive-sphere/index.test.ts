import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../../tests/support/kolmogorov-smirnov.ts';
import { conditionNumbers, trainingOf, unmix, UNMIXING_ERROR } from '../../../../tests/support/unmix.ts';
import { column, type Matrix } from '../../../core/matrix.ts';
import { contrastiveSphere } from './index.ts';
import type { TrackInstance, Variant } from '../track.ts';

const D = 5;
const KAPPA = 10;
const VARIANTS = ['main', 'twin'] as const;

/** Of one coordinate of a uniform point, and of the cosine between two: density ∝ 1 − t². */
const coordinateCumulative = (t: number) => (2 + 3 * t - t ** 3) / 4;
const primitive = (w: number) => Math.exp(KAPPA * (w - 1)) * ((1 - w * w) / KAPPA + (2 * w) / KAPPA ** 2 - 2 / KAPPA ** 3);
const cosineCumulative = (w: number) => (primitive(w) - primitive(-1)) / (primitive(1) - primitive(-1));

const row = (matrix: Matrix, i: number) => Array.from({ length: D }, (_, j) => column(matrix, j)[i]!);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);

function pairs(variant: Variant, n: number): { anchors: Matrix; positives: Matrix } {
  const instance: TrackInstance = contrastiveSphere.createInstance(6, variant);
  const [x, positive] = trainingOf(instance, n) as [Float32Array, Float32Array];
  return { anchors: unmix(instance, x), positives: unmix(instance, positive) };
}

describe('contrastive-sphere', () => {
  it.each(VARIANTS)('assumption 1: factors of the %s variant are uniform on the sphere', (variant) => {
    const n = 4000;
    const instance = contrastiveSphere.createInstance(5, variant);
    const { factors, observations } = instance.drawEvaluation('seed', n);
    for (const points of [factors, pairs(variant, n).anchors]) {
      for (let j = 0; j < D; j++) {
        expect(uniformGap([...column(points, j)].map(coordinateCumulative))).toBeLessThan(GAP_LIMIT);
      }
      for (let i = 0; i < n; i++) expect(Math.abs(dot(row(points, i), row(points, i)) - 1)).toBeLessThan(10 * UNMIXING_ERROR);
    }
    unmix(instance, observations).data.forEach((value, k) =>
      expect(Math.abs(value - factors.data[k]!)).toBeLessThan(UNMIXING_ERROR),
    );
  });

  it('assumption 2: positives follow the von Mises-Fisher law around their anchors; on the twin they do not know them', () => {
    const n = 4000;
    const laws = { main: cosineCumulative, twin: coordinateCumulative };
    for (const variant of VARIANTS) {
      const { anchors, positives } = pairs(variant, n);
      const cosines = Array.from({ length: n }, (_, i) => Math.min(1, dot(row(anchors, i), row(positives, i))));
      expect(uniformGap(cosines.map(laws[variant]))).toBeLessThan(GAP_LIMIT);
      // The other law does not fit: the test can tell them apart.
      expect(uniformGap(cosines.map(laws[variant === 'main' ? 'twin' : 'main']))).toBeGreaterThan(5 * GAP_LIMIT);
    }
  });

  it('assumption 4: layers have the stated condition numbers, at most 3', () => {
    for (let index = 0; index < contrastiveSphere.instanceCount; index++) {
      for (const { stated, actual } of conditionNumbers(contrastiveSphere.createInstance(index, 'main'))) {
        expect(actual).toBeCloseTo(stated, 8);
        expect(actual).toBeLessThanOrEqual(3);
      }
    }
  });

  it('assumption 5: positives alone have the factors’ own law, so that they can serve as negatives', () => {
    for (const variant of VARIANTS) {
      const { positives } = pairs(variant, 4000);
      for (let j = 0; j < D; j++) expect(uniformGap([...column(positives, j)].map(coordinateCumulative))).toBeLessThan(GAP_LIMIT);
    }
  });
});
