import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { selectColumns, type Matrix } from '../../core/matrix.ts';
import { measure, type MeasureOptions } from '../measure.ts';

const affine = (factors: Matrix, codes: Matrix, options: MeasureOptions = {}) =>
  measure(factors, codes, { ...options, metrics: ['mcc_affine'] }).metrics.mcc_affine!;

describe('the mean correlation coefficient after an affine map', () => {
  const factors = normalMatrix(300, 4, 'factors');

  it('is 1 for any affine mix of full rank, shifted and scaled code by code', () => {
    const mixed = mapColumns(multiply(factors, normalMatrix(4, 6, 'mix')), (value, j) => value * 10 ** (2 * j - 6) + j);
    expect(affine(factors, mixed).score).toBeCloseTo(1, 10);
    expect(affine(factors, mixed, { split: 'seeded', seed: 5 }).score).toBeCloseTo(1, 10);
  });

  it('reaches √(m/d) at most on average where codes are fewer: a random projection of independent factors', () => {
    const score = affine(
      normalMatrix(5000, 4, 'many'),
      multiply(normalMatrix(5000, 4, 'many'), normalMatrix(4, 1, 'mix')),
    ).score!;
    expect(score).toBeLessThan(0.52);
    expect(affine(factors, selectColumns(factors, [0, 1])).score).toBeCloseTo(1 / 2, 1);
  });

  it('is near 0 for independent codes, however many', () => {
    expect(Math.abs(affine(factors, normalMatrix(300, 100, 'noise')).parts.raw as number)).toBeLessThan(0.15);
  });

  it('does not change with any invertible affine map of the codes', () => {
    const codes = mapColumns(factors, (value) => value ** 3);
    const mixed = mapColumns(multiply(codes, normalMatrix(4, 4, 'mix')), (value) => 3 - value);
    expect(affine(factors, mixed).score).toBeCloseTo(affine(factors, codes).score!, 9);
  });

  it('scores only rows that it was not fitted on', () => {
    const trainRows = Array.from({ length: 100 }, (_, i) => 3 * i);
    const spoilt = mapColumns(factors, (value) => value);
    trainRows.forEach((row) => (spoilt.data[row] = factors.data[row + 300]!));
    const { parts } = affine(spoilt, factors, { trainRows });
    expect((parts.per_factor as number[])[0]).toBeLessThan(0.2);
    expect((parts.per_factor as number[])[2]).toBeCloseTo(1, 10);
  });

  it('counts constant factors 0, drops constant codes, and says why there is no score', () => {
    const partly = mapColumns(factors, (value, j) => (j === 1 ? 2 : value));
    const { score, parts } = affine(
      partly,
      beside(
        factors,
        mapColumns(factors, () => 1),
      ),
    );
    expect(score).toBeCloseTo(3 / 4, 10);
    expect((parts.per_factor as (number | null)[])[1]).toBeNull();
    expect(
      affine(
        factors,
        mapColumns(factors, () => 1),
      ).score,
    ).toBe(0);
    expect(
      affine(
        mapColumns(factors, () => 1),
        factors,
      ).diagnostics[0]!.code,
    ).toBe('constant-factors');
    expect(affine(normalMatrix(20, 2, 'few'), normalMatrix(20, 12, 'wide')).diagnostics[0]!.code).toBe('saturated-fit');
    expect(affine(normalMatrix(4, 1, 'four'), normalMatrix(4, 1, 'four')).diagnostics[0]!.code).toBe('too-few-rows');
  });
});
