import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../../tests/support/kolmogorov-smirnov.ts';
import { conditionNumbers, trainingOf, unmix, UNMIXING_ERROR } from '../../../../tests/support/unmix.ts';
import { erfc } from '../../../core/mathematics.ts';
import { column } from '../../../core/matrix.ts';
import { temporal } from './index.ts';
import type { Variant } from '../track.ts';

const D = 5;
const RHO = 0.7;
const SCALE = Math.sqrt(1 - RHO * RHO);
const VARIANTS = ['main', 'twin'] as const;

const sechCumulative = (t: number) => (2 / Math.PI) * Math.atan(Math.exp((Math.PI * t) / 2));
const normalCumulative = (t: number) => erfc(-t / Math.SQRT2) / 2;

/** Characteristic function of the stationary law: innovations have 1 / cosh t or exp(−t²/2). */
function characteristic(variant: Variant, t: number): number {
  if (variant === 'twin') return Math.exp(-t * t / 2); // prettier-ignore
  let product = 1;
  for (let k = 0; k < 100; k++) product /= Math.cosh(RHO ** k * SCALE * t);
  return product;
}

/** The series behind the data that a learner is given, one list a factor. */
function series(variant: Variant, index: number, n: number): number[][] {
  const instance = temporal.createInstance(index, variant);
  const factors = unmix(instance, trainingOf(instance, n)[0] as Float32Array);
  return Array.from({ length: D }, (_, j) => [...column(factors, j)]);
}

const innovationsOf = (values: readonly number[]) => values.slice(1).map((value, t) => (value - RHO * values[t]!) / SCALE);

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (c: readonly number[], d: readonly number[], shiftC: number, shiftD: number) =>
    c.reduce((sum, value, i) => sum + (value - shiftC) * (d[i]! - shiftD), 0);
  return product(a, b, meanA, meanB) / Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB));
}

describe('temporal', () => {
  it.each(VARIANTS)('assumption 1: factors of the %s variant are independent, their innovations too', (variant) => {
    const n = 5000;
    const factors = series(variant, 2, n);
    for (let j = 0; j < D; j++) {
      for (let k = 0; k < j; k++) {
        const [a, b] = [innovationsOf(factors[j]!), innovationsOf(factors[k]!)];
        const limit = 5 / Math.sqrt(n);
        expect(Math.abs(correlation(a, b))).toBeLessThan(limit);
        expect(Math.abs(correlation(a, innovationsOf(factors[k]!).map(Math.abs)))).toBeLessThan(limit);
        expect(Math.abs(correlation(a.map(Math.abs), b.map(Math.abs)))).toBeLessThan(limit);
      }
    }
  });

  it.each(VARIANTS)('assumption 1: the %s variant is stationary, its autocorrelation that of every factor', (variant) => {
    const n = 20_000;
    for (const values of series(variant, 4, n)) {
      const square = (part: readonly number[]) => part.reduce((sum, value) => sum + value * value, 0) / part.length;
      // A mean square over n rows counts as one over about n (1 − ρ²) / (1 + ρ²) independent ones.
      const limit = 5 * Math.sqrt((4.7 / (n / 2)) * ((1 + RHO * RHO) / (1 - RHO * RHO)));
      expect(Math.abs(square(values.slice(0, n / 2)) - 1)).toBeLessThan(limit);
      expect(Math.abs(square(values.slice(n / 2)) - 1)).toBeLessThan(limit);
      expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)) - RHO)).toBeLessThan(5 * Math.sqrt((1 - RHO * RHO) / n));
    }
  });

  it('assumptions 2 and 3: innovations are hyperbolic-secant on the main variant, normal on the twin', () => {
    const laws = { main: sechCumulative, twin: normalCumulative };
    for (const variant of VARIANTS) {
      const innovations = series(variant, 7, 5000).flatMap(innovationsOf);
      expect(uniformGap(innovations.map(laws[variant]))).toBeLessThan(GAP_LIMIT);
      // The other law does not fit: the test can tell them apart.
      expect(uniformGap(innovations.map(laws[variant === 'main' ? 'twin' : 'main']))).toBeGreaterThan(1.5 * GAP_LIMIT);
    }
  });

  it('assumption 4: layers have the stated condition numbers, at most 3, and the inverse network restores the factors', () => {
    for (let index = 0; index < temporal.instanceCount; index++) {
      const instance = temporal.createInstance(index, 'main');
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

  it.each(VARIANTS)(
    'evaluates the %s variant on independent rows of the stationary law, by its characteristic function',
    (variant) => {
      const n = 4000;
      const { factors } = temporal.createInstance(1, variant).drawEvaluation('seed', n);
      const values = [...factors.data];
      for (const t of [0.5, 1, 2, 3]) {
        const empirical = values.reduce((sum, value) => sum + Math.cos(t * value), 0) / values.length;
        expect(Math.abs(empirical - characteristic(variant, t))).toBeLessThan(5 * Math.sqrt(0.5 / values.length));
      }
      // At t = 2 the two laws differ by more than the test allows.
      expect(characteristic('main', 2) - characteristic('twin', 2)).toBeGreaterThan(0.04);
      for (let j = 0; j < D; j++) {
        const own = [...column(factors, j)];
        expect(Math.abs(correlation(own.slice(1), own.slice(0, -1)))).toBeLessThan(5 / Math.sqrt(n));
      }
    },
  );

  it('differs from its twin by the innovations’ law alone', () => {
    for (let index = 0; index < temporal.instanceCount; index++) {
      const [{ innovations: _, ...main }, { innovations: __, ...twin }] = VARIANTS.map(
        (variant) => temporal.createInstance(index, variant).parameters,
      ) as [Record<string, unknown>, Record<string, unknown>];
      expect(twin).toEqual(main);
    }
  });
});
