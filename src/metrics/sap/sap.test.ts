import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { fromRows, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const sapOf = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['sap'] }).metrics.sap!;

/** Two factors without correlation. */
const square = fromRows(Array.from({ length: 40 }, (_, i) => [i % 2, (i >> 1) % 2]));

describe('separated attribute predictability', () => {
  it('is 1 for copies of uncorrelated factors and 0 for duplicates', () => {
    expect(
      sapOf(
        square,
        permuteColumns(
          mapColumns(square, (value) => 4 - value),
          1,
        ),
      ).score,
    ).toBeCloseTo(1, 14);
    expect(sapOf(square, beside(square, square)).score).toBeCloseTo(0, 14);
  });

  it('is the gap of squared correlations', () => {
    // cos² and sin² of the angle by which the code is turned from the factor.
    const turned = fromRows(
      Array.from({ length: 40 }, (_, i) => {
        const [a, b] = [(i % 2) - 0.5, ((i >> 1) % 2) - 0.5];
        return [2 * a + b, a - 2 * b];
      }),
    );
    expect(sapOf(square, turned).score).toBeCloseTo(4 / 5 - 1 / 5, 14);
  });

  it('says why there is no score', () => {
    const factors = normalMatrix(50, 2, 'factors');
    expect(sapOf(factors, selectColumns(factors, [0])).diagnostics[0]!.code).toBe('single-code');
    expect(sapOf(zeros(50, 2), factors).diagnostics[0]!.code).toBe('constant-factors');
    expect(sapOf(normalMatrix(2, 1, 'z'), normalMatrix(2, 2, 'c')).diagnostics[0]!.code).toBe('too-few-rows');
  });
});
