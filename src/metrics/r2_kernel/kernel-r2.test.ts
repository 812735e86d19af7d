import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { column, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure, type MeasureOptions } from '../measure.ts';
import { drawKernelRows } from './kernel-r2.ts';
import { kernelMatrix, predict, solveRidge } from './kernel-ridge.ts';
import { toPoints } from './points.ts';

const kernelR2 = (factors: Matrix, codes: Matrix, options: MeasureOptions = {}) =>
  measure(factors, codes, { ...options, metrics: ['r2_kernel'] }).metrics.r2_kernel!;

describe('kernel ridge regression', () => {
  const points = toPoints(normalMatrix(2, 90, 'points').data, 90, 2);

  it('has the kernel of its definition', () => {
    const kernel = kernelMatrix(points, 0.3);
    for (const [a, b] of [
      [0, 0],
      [70, 3],
      [89, 64],
    ] as const) {
      const squared = (points.data[2 * a]! - points.data[2 * b]!) ** 2 + (points.data[2 * a + 1]! - points.data[2 * b + 1]!) ** 2;
      expect(kernel[a * 90 + b]).toBeCloseTo(Math.exp(-0.3 * squared), 13);
    }
  });

  it('solves (K + λI)α = y, and predicts Kα', () => {
    const kernel = kernelMatrix(points, 0.3);
    const target = normalMatrix(90, 1, 'target').data;
    const [alpha] = solveRidge(kernel, [target], 0.01);
    const [fitted] = predict(points, points, 0.3, [alpha!]);
    for (let i = 0; i < 90; i++) expect(fitted![i]! + 0.01 * alpha![i]!).toBeCloseTo(target[i]!, 9);
  });

  it('raises a penalty that rounding defeats', () => {
    const same = toPoints(new Float64Array(80).fill(1), 80, 1);
    const [alpha] = solveRidge(kernelMatrix(same, 1), [new Float64Array(80).fill(1)], 1e-30);
    expect(alpha!.every(Number.isFinite)).toBe(true);
  });
});

describe('R² by kernel regression', () => {
  const factors = normalMatrix(300, 2, 'factors');

  it('sees what a smooth function of all codes together holds', () => {
    const angle = Float64Array.from(column(factors, 0), (value) => value / 2);
    const entangled = zeros(300, 2);
    angle.forEach((value, i) => {
      entangled.data[i] = Math.exp(factors.data[300 + i]! / 4) * Math.cos(value);
      entangled.data[300 + i] = Math.exp(factors.data[300 + i]! / 4) * Math.sin(value);
    });
    expect(kernelR2(factors, entangled).score).toBeGreaterThan(0.97);
    expect(kernelR2(factors, multiply(factors, normalMatrix(2, 2, 'mix'))).score).toBeGreaterThan(0.99);
  });

  it('gives half for one of two factors, and nothing for noise', () => {
    const { score, parts } = kernelR2(factors, selectColumns(factors, [1]));
    expect(score).toBeCloseTo(1 / 2, 1);
    expect((parts.per_factor_unclipped as number[])[1]).toBeGreaterThan(0.99);
    expect(kernelR2(factors, normalMatrix(300, 3, 'noise')).score).toBeLessThan(0.05);
  });

  it('does not depend on order, sign, scale and shift of codes, nor on those of factors', () => {
    const codes = mapColumns(multiply(factors, normalMatrix(2, 3, 'mix')), (value) => value + value ** 2 / 4);
    const before = kernelR2(factors, codes).score!;
    const moved = permuteColumns(
      mapColumns(codes, (value, j) => (j === 0 ? -1e-6 : 1e5) * value + 3),
      1,
    );
    expect(
      kernelR2(
        mapColumns(factors, (value) => 9 - value),
        moved,
      ).score,
    ).toBeCloseTo(before, 8);
  });

  it('draws rows by the seed, at most so many, and keeps to the rows that it is given', () => {
    const { train, test } = drawKernelRows(20_000, { seed: 1 });
    expect([train.length, test.length]).toEqual([2000, 4000]);
    expect(new Set([...train, ...test]).size).toBe(6000);
    expect(drawKernelRows(20_000, { seed: 2 }).train).not.toEqual(train);
    const given = drawKernelRows(10, { trainRows: [1, 3, 5] });
    expect([...given.train].sort()).toEqual([1, 3, 5]);
    expect(given.test).toHaveLength(7);
  });

  it('drops constant codes, leaves constant factors out, and says why there is no score', () => {
    const partly = mapColumns(factors, (value, j) => (j === 0 ? 5 : value));
    const { score, parts } = kernelR2(
      partly,
      beside(
        factors,
        mapColumns(factors, () => 1),
      ),
    );
    expect(score).toBeGreaterThan(0.99);
    expect((parts.per_factor_unclipped as unknown[])[0]).toBeNull();
    expect(kernelR2(factors, zeros(300, 2)).score).toBe(0);
    expect(kernelR2(zeros(300, 2), factors).diagnostics[0]!.code).toBe('constant-factors');
    const few = normalMatrix(39, 1, 'few');
    expect(kernelR2(few, few).diagnostics[0]!.code).toBe('too-few-rows');
  });
});
