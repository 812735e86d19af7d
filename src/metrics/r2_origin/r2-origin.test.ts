import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { mapColumns } from '../../../tests/support/transforms.ts';
import { column, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const r2OriginOf = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['r2_origin'] }).metrics.r2_origin!;

describe('R² through the origin', () => {
  it('for one code is 1 − (Σz² − (Σzc)² / Σc²) / (n·variance)', () => {
    fc.assert(
      fc.property(
        fc.nat(99),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(1e-200, 1, 1e200),
        (seed, shift, scale) => {
          const factors = mapColumns(normalMatrix(40, 1, seed), (value) => value + shift);
          const codes = mapColumns(normalMatrix(40, 1, seed, 'code'), (value) => value - 2 * shift);
          const [z, c] = [column(factors, 0), column(codes, 0)];
          const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
          const mean =
            dot(
              z,
              z.map(() => 1),
            ) / 40;
          const expected = 1 - (dot(z, z) - dot(z, c) ** 2 / dot(c, c)) / (dot(z, z) - 40 * mean ** 2);
          const { parts } = r2OriginOf(
            factors,
            mapColumns(codes, (value) => value * scale),
          );
          expect(Math.abs((parts.per_factor_unclipped as number[])[0]! - expected)).toBeLessThan(
            1e-10 * Math.max(1, Math.abs(expected)),
          );
        },
      ),
    );
  });

  it('fails on a shifted copy of the factors, which `r2` does not', () => {
    const factors = normalMatrix(500, 1);
    const codes = mapColumns(factors, (value) => value + 20);
    expect(r2OriginOf(factors, codes).score).toBeLessThan(0.05);
    expect(measure(factors, codes, { metrics: ['r2'] }).metrics.r2!.score).toBeCloseTo(1, 12);
  });

  it('says where codes in small units drop out of the fit, and only there', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.integer({ min: 16, max: 140 }), fc.integer({ min: 0, max: 140 }), (seed, small, large) => {
        const factors = normalMatrix(60, 3, seed);
        const units = [Number(`1e-${small}`), 1, Number(`1e${large}`)];
        const { score, diagnostics } = r2OriginOf(
          factors,
          mapColumns(factors, (value, j) => value * units[j]!),
        );
        expect(score).toBeLessThan(0.8);
        expect(diagnostics.filter(({ code }) => code === 'unequal-code-units')).toHaveLength(1);
      }),
    );
    const factors = normalMatrix(60, 3);
    for (const units of [
      [1e-12, 1e-12, 1e-12],
      [1e-6, 1, 1e3],
    ]) {
      const codes = mapColumns(factors, (value, j) => value * units[j]!);
      expect(r2OriginOf(factors, codes).score).toBeGreaterThan(0.9);
      expect(r2OriginOf(factors, codes).diagnostics.map(({ code }) => code)).not.toContain('unequal-code-units');
    }
    const copies = selectColumns(factors, [0, 1, 1]);
    expect(r2OriginOf(factors, copies).diagnostics.map(({ code }) => code)).not.toContain('unequal-code-units');
  });

  it('counts a constant factor as 0', () => {
    const factors = mapColumns(normalMatrix(100, 2), (value, j) => (j === 1 ? 3 : value));
    const { score, parts } = r2OriginOf(factors, factors);
    expect(score).toBeCloseTo(0.5, 14);
    expect(parts.score_nonconstant).toBeCloseTo(1, 14);
    expect((parts.per_factor_unclipped as number[])[1]).toBe(0);
  });

  it('has no score for constant factors, nor where the codes fit anything', () => {
    expect(r2OriginOf(zeros(50, 2), normalMatrix(50, 2))).toMatchObject({
      score: null,
      diagnostics: [{ code: 'constant-factors' }],
    });
    expect(r2OriginOf(normalMatrix(10, 2), normalMatrix(10, 10))).toMatchObject({
      score: null,
      diagnostics: [{ code: 'saturated-fit' }],
    });
  });
});
