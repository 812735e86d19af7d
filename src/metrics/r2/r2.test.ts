import { Matrix as DenseMatrix, solve } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { column, selectColumns, toRows, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';
import type { MetricResult } from '../metric.ts';

function r2Of(factors: Matrix, codes: Matrix): MetricResult {
  return measure(factors, codes, { metrics: ['r2'] }).metrics.r2!;
}

/** Factors, and codes that explain part of them. */
const pairs = fc
  .record({
    n: fc.integer({ min: 20, max: 80 }),
    d: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 1, max: 6 }),
    seed: fc.nat(999),
  })
  .map(({ n, d, m, seed }) => {
    const codes = normalMatrix(n, m, seed);
    const signal = multiply(codes, normalMatrix(m, d, seed, 'weights'));
    const noise = normalMatrix(n, d, seed, 'noise');
    return { factors: { ...signal, data: signal.data.map((value, k) => value + 2 * noise.data[k]!) }, codes, seed };
  });

/** Second method: normal equations with a column of ones, on the raw arrays. */
function byNormalEquations(factors: Matrix, codes: Matrix): number[] {
  const design = new DenseMatrix(toRows(codes).map((row) => [1, ...row]));
  const transposed = design.transpose();
  return Array.from({ length: factors.columns }, (_, j) => {
    const target = DenseMatrix.columnVector([...column(factors, j)]);
    const fit = design.mmul(solve(transposed.mmul(design), transposed.mmul(target)));
    const mean = target.mean();
    const total = target.to1DArray().reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return (
      1 -
      DenseMatrix.sub(target, fit)
        .to1DArray()
        .reduce((sum, value) => sum + value ** 2, 0) /
        total
    );
  });
}

describe('R² with intercept', () => {
  it('agrees with the normal equations, factor by factor', () => {
    fc.assert(
      fc.property(pairs, ({ factors, codes }) => {
        const { score, parts } = r2Of(factors, codes);
        const expected = byNormalEquations(factors, codes);
        (parts.per_factor_unclipped as number[]).forEach((value, j) =>
          expect(Math.abs(value - expected[j]!)).toBeLessThan(1e-10),
        );
        expect(score).toBeCloseTo(expected.reduce((sum, value) => sum + value, 0) / expected.length, 10);
      }),
    );
  });

  it('does not change with scale and shift of any column, nor with an invertible linear map of the codes', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(1e-9, 1, 1e150), fc.constantFrom(0, 1e6), ({ factors, codes, seed }, scale, shift) => {
        const before = r2Of(factors, codes).score!;
        const moved = r2Of(
          mapColumns(factors, (value) => scale * (value + shift)),
          mapColumns(permuteColumns(codes, seed), (value, j) => (j + 1) * scale * (shift - value)),
        );
        expect(Math.abs(moved.score! - before)).toBeLessThan(1e-8);
        const mixed = multiply(codes, normalMatrix(codes.columns, codes.columns, seed, 'mix'));
        expect(Math.abs(r2Of(factors, mixed).score! - before)).toBeLessThan(1e-8);
      }),
    );
  });

  it('is the squared correlation for one factor and one code', () => {
    const factors = normalMatrix(60, 1);
    const codes = normalMatrix(60, 1, 'code');
    const correlation = (
      measure(factors, codes, { metrics: ['mcc_pearson'] }).metrics.mcc_pearson!.parts.matrix as number[][]
    )[0]![0]!;
    expect(r2Of(factors, codes).score).toBeCloseTo(correlation ** 2, 13);
  });

  it('is 1 where the factors are an affine function of the codes, even of copied and nearly parallel ones', () => {
    const factors = normalMatrix(300, 3);
    const mixed = multiply(factors, normalMatrix(3, 8, 'weights'));
    const { score, parts, diagnostics } = r2Of(
      factors,
      mapColumns(mixed, (value) => value + 7),
    );
    expect(score).toBeCloseTo(1, 12);
    expect(parts.rank).toBe(3);
    expect(diagnostics).toContainEqual({ code: 'rank-deficient-codes', message: 'The 8 codes span 3 dimensions.' });
    const parallel = beside(selectColumns(factors, [0, 1]), {
      rows: 300,
      columns: 1,
      data: column(factors, 0).map((value, i) => value + 1e-7 * column(factors, 2)[i]!),
    });
    expect(r2Of(factors, parallel).score).toBeCloseTo(1, 8);
  });

  it('of independent Gaussian codes is its chance level on average', () => {
    const repeats = 60;
    let sum = 0;
    for (let seed = 0; seed < repeats; seed++) {
      const { score, parts, diagnostics } = r2Of(normalMatrix(50, 4, seed), normalMatrix(50, 7, seed, 'codes'));
      expect(parts.chance_level).toBeCloseTo(7 / 49, 14);
      expect(diagnostics.map(({ code }) => code)).toContain('high-chance-level');
      sum += score!;
    }
    expect(sum / repeats).toBeCloseTo(7 / 49, 1);
  });

  it('leaves constant factors out of the score', () => {
    const factors = mapColumns(normalMatrix(100, 3), (value, j) => (j === 1 ? 4 : value));
    const { score, parts, diagnostics } = r2Of(factors, selectColumns(factors, [0]));
    const perFactor = parts.per_factor_unclipped as (number | null)[];
    expect(perFactor[1]).toBeNull();
    expect(score).toBeCloseTo((perFactor[0]! + perFactor[2]!) / 2, 14);
    expect(diagnostics.map(({ code }) => code)).toEqual(['constant-factor']);
  });

  it('is 0 for constant codes', () => {
    const { score, diagnostics } = r2Of(normalMatrix(100, 2), zeros(100, 3));
    expect(score).toBe(0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['constant-code', 'rank-deficient-codes']);
  });

  it('has no score for more codes than it can afford', () => {
    expect(r2Of(normalMatrix(5, 1), normalMatrix(5, 1025))).toMatchObject({
      score: null,
      diagnostics: [{ code: 'too-many-codes' }],
    });
  });

  it('has no score for constant factors, nor where the codes fit anything', () => {
    expect(r2Of(zeros(50, 2), normalMatrix(50, 2))).toMatchObject({ score: null, diagnostics: [{ code: 'constant-factors' }] });
    expect(r2Of(normalMatrix(10, 2), normalMatrix(10, 9))).toMatchObject({
      score: null,
      diagnostics: [{ code: 'saturated-fit' }],
    });
    expect(r2Of(normalMatrix(10, 2), normalMatrix(10, 40))).toMatchObject({
      score: null,
      diagnostics: [{ code: 'saturated-fit' }],
    });
    expect(r2Of(normalMatrix(10, 2), normalMatrix(10, 8)).score).toBeGreaterThan(0.5);
  });
});
