import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../../tests/support/transforms.ts';
import { column, fromRows, selectColumns, zeros, type Matrix } from '../../../core/matrix.ts';
import { measure } from '../../measure.ts';
import type { MetricResult } from '../../metric.ts';

const KEYS = ['mcc_pearson', 'mcc_spearman'] as const;

function scoresOf(factors: Matrix, codes: Matrix): Record<(typeof KEYS)[number], MetricResult> {
  return measure(factors, codes, { metrics: KEYS }).metrics as Record<(typeof KEYS)[number], MetricResult>;
}

/** Factors and codes that are correlated with them to various degrees. */
const pairs = fc
  .record({
    n: fc.integer({ min: 3, max: 80 }),
    d: fc.integer({ min: 1, max: 5 }),
    m: fc.integer({ min: 1, max: 5 }),
    seed: fc.nat(999),
  })
  .map(({ n, d, m, seed }) => {
    const factors = normalMatrix(n, d, seed);
    const noise = normalMatrix(n, m, seed, 'noise');
    const codes = mapColumns(noise, (value) => value);
    for (let j = 0; j < Math.min(d, m); j++)
      column(codes, j).forEach((value, i, values) => (values[i] = value + 2 * j * column(factors, j)[i]!));
    return { factors, codes, seed };
  });

/** Second method: textbook correlation and every matching. */
function bruteForce(factors: Matrix, codes: Matrix): number {
  const correlation = (x: Float64Array, y: Float64Array) => {
    const [meanX, meanY] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length) as [
      number,
      number,
    ];
    const product = (a: Float64Array, meanA: number, b: Float64Array, meanB: number) =>
      a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0);
    return product(x, meanX, y, meanY) / Math.sqrt(product(x, meanX, x, meanX) * product(y, meanY, y, meanY));
  };
  const [rows, columns] = factors.columns <= codes.columns ? [factors, codes] : [codes, factors];
  const best = (row: number, free: readonly number[]): number =>
    row === rows.columns
      ? 0
      : Math.max(
          ...free.map(
            (j) =>
              Math.abs(correlation(column(rows, row), column(columns, j))) +
              best(
                row + 1,
                free.filter((k) => k !== j),
              ),
          ),
        );
  return best(0, [...Array(columns.columns).keys()]) / rows.columns;
}

describe('the mean correlation coefficient', () => {
  it('is the best mean absolute correlation over all matchings', () => {
    fc.assert(
      fc.property(pairs, ({ factors, codes }) => {
        const { score, parts } = scoresOf(factors, codes).mcc_pearson;
        expect(Math.abs(score! - bruteForce(factors, codes))).toBeLessThan(1e-12);
        expect(parts.coverage).toBeCloseTo((score! * Math.min(factors.columns, codes.columns)) / factors.columns, 14);
      }),
    );
  });

  it('does not change with order, sign, scale and shift of the codes, nor with scale and shift of the factors', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom(1e-9, 1e-4, 1, 1e200),
        fc.constantFrom(0, 1e6),
        ({ factors, codes, seed }, scale, shift) => {
          const moved = mapColumns(permuteColumns(codes, seed), (value, j) => ((j % 2 === 0 ? value : -value) + shift) * scale);
          const before = scoresOf(factors, codes);
          const after = scoresOf(
            mapColumns(factors, (value) => (value - shift) * scale),
            moved,
          );
          for (const key of KEYS) expect(Math.abs(after[key].score! - before[key].score!)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('is 1 for permuted, scaled and shifted factors', () => {
    const factors = normalMatrix(200, 4);
    const codes = mapColumns(permuteColumns(factors, 3), (value, j) => 5 - (j + 1) * value);
    for (const key of KEYS) {
      const { score, parts } = scoresOf(factors, codes)[key];
      expect(score).toBeCloseTo(1, 14);
      expect(parts.coverage).toBeCloseTo(1, 14);
    }
  });

  it('of Spearman correlations is exactly 1 for monotone maps of each factor, where that of Pearson correlations is not', () => {
    const factors = normalMatrix(300, 3);
    const codes = mapColumns(factors, (value, j) => (j === 1 ? -1 : 1) * (value + 5 * value ** 3));
    const { mcc_pearson: pearson, mcc_spearman: spearman } = scoresOf(factors, codes);
    expect(spearman.score).toBeCloseTo(1, 14);
    expect(pearson.score).toBeLessThan(0.95);
  });

  it('covers only as many factors as there are codes', () => {
    const factors = normalMatrix(500, 4);
    for (const key of KEYS) {
      const { score, parts } = scoresOf(factors, selectColumns(factors, [2]))[key];
      expect(score).toBeCloseTo(1, 14);
      expect(parts.coverage).toBeCloseTo(1 / 4, 14);
      expect(parts.assignment).toEqual({ rows: [2], cols: [0] });
    }
  });

  it('is |cos φ| for one code at an angle φ to a factor', () => {
    const [x, y] = [
      [1, -1, 1, -1],
      [1, 1, -1, -1],
    ];
    const factors = fromRows(x.map((value) => [value]));
    const codes = fromRows(x.map((value, i) => [3 * value + 4 * y[i]!]));
    expect(scoresOf(factors, codes).mcc_pearson.score).toBeCloseTo(3 / 5, 14);
  });

  it('counts a constant column as uncorrelated, and says so', () => {
    const factors = normalMatrix(100, 3);
    const codes = mapColumns(factors, (value, j) => (j === 2 ? 0.1 : value));
    for (const key of KEYS) {
      const { score, parts, diagnostics } = scoresOf(factors, codes)[key];
      expect(score).toBeCloseTo(2 / 3, 14);
      expect((parts.matrix as number[][]).map((row) => row[2])).toEqual([0, 0, 0]);
      expect(diagnostics).toEqual([{ code: 'constant-code', message: 'Constant code columns (counted from 0): 2.' }]);
    }
  });

  it('is 0 for constant codes, and has no score for constant factors or fewer than 3 rows', () => {
    const factors = normalMatrix(100, 2);
    for (const key of KEYS) {
      expect(scoresOf(factors, zeros(100, 2))[key].score).toBe(0);
      expect(scoresOf(zeros(100, 2), factors)[key]).toMatchObject({ score: null, diagnostics: [{ code: 'constant-factors' }] });
      expect(scoresOf(normalMatrix(2, 2), normalMatrix(2, 2, 'codes'))[key]).toMatchObject({
        score: null,
        diagnostics: [{ code: 'too-few-rows' }],
      });
    }
  });

  it('is defined for one factor and one code', () => {
    const factors = normalMatrix(50, 1);
    for (const key of KEYS) expect(scoresOf(factors, factors)[key].score).toBeCloseTo(1, 14);
  });

  it('cannot fall when codes are added', () => {
    fc.assert(
      fc.property(pairs, ({ factors, codes, seed }) => {
        const more = beside(codes, normalMatrix(factors.rows, 2, seed, 'more'));
        const [before, after] = [scoresOf(factors, codes), scoresOf(factors, more)];
        for (const key of KEYS)
          expect(after[key].parts.coverage).toBeGreaterThanOrEqual((before[key].parts.coverage as number) - 1e-12);
      }),
      { numRuns: 50 },
    );
  });
});
