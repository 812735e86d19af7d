import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../../tests/support/transforms.ts';
import { multiply } from '../../../core/linear-algebra/multiply.ts';
import type { Matrix } from '../../../core/matrix.ts';
import { measure, type MeasureOptions } from '../../measure.ts';

const KEYS = ['mcc_crossfit', 'mcc_crossfit_spearman'] as const;
const both = (factors: Matrix, codes: Matrix, options: MeasureOptions = {}) => {
  const { metrics } = measure(factors, codes, { ...options, metrics: KEYS });
  return KEYS.map((key) => metrics[key]!);
};

describe('the cross-fitted mean correlation coefficient', () => {
  it('is 1 for copies, with d in the denominator of the coverage', () => {
    const factors = normalMatrix(200, 4, 'factors');
    const codes = mapColumns(permuteColumns(factors, 1), (value) => 7 - 3 * value);
    both(factors, codes).forEach(({ score }) => expect(score).toBeCloseTo(1, 12));
    const two = { ...codes, columns: 2, data: codes.data.slice(0, 400) };
    both(factors, two).forEach(({ score, parts }) => {
      expect(score).toBeCloseTo(1, 12);
      expect(parts.coverage).toBeCloseTo(1 / 2, 12);
    });
  });

  it('is centred on 0 for independent codes, where the plain coefficient is far above', () => {
    const raws: number[] = [];
    const plain: number[] = [];
    for (let seed = 0; seed < 40; seed++) {
      const [factors, codes] = [normalMatrix(60, 2, 'z', seed), normalMatrix(60, 6, 'codes', seed)];
      raws.push(both(factors, codes, { seed })[0]!.parts.raw as number);
      plain.push(measure(factors, codes, { metrics: ['mcc_pearson'] }).metrics.mcc_pearson!.score!);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(mean(raws.map((raw) => (raw - mean(raws)) ** 2)) / raws.length);
    expect(Math.abs(mean(raws))).toBeLessThan(3 * deviation);
    expect(mean(plain)).toBeGreaterThan(0.15);
  });

  it('does not depend on order, sign, scale and shift of the codes; Spearman not on monotone maps', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, m) => {
        const factors = normalMatrix(50, 3, seed);
        const codes = multiply(factors, normalMatrix(3, m, 'mix', seed));
        const before = both(factors, codes);
        const moved = both(
          factors,
          permuteColumns(
            mapColumns(codes, (value, j) => (j % 2 === 0 ? -2 : 1e-7) * value + 1),
            seed,
          ),
        );
        moved.forEach(({ parts }, k) => expect(parts.raw as number).toBeCloseTo(before[k]!.parts.raw as number, 8));
        const warped = both(
          factors,
          mapColumns(codes, (value) => value ** 3 + value),
        )[1]!;
        expect(warped.parts.raw as number).toBeCloseTo(before[1]!.parts.raw as number, 12);
      }),
      { numRuns: 20 },
    );
  });

  it('takes the folds that it is given, whatever their numbers, and reproduces its own from the seed', () => {
    const factors = normalMatrix(40, 2, 'factors');
    const codes = beside(factors, normalMatrix(40, 1, 'noise'));
    const [first] = both(factors, codes, { folds: Array.from({ length: 40 }, (_, i) => (i % 2) * 7) });
    expect(first!.parts.fold_scores).toHaveLength(2);
    expect(both(factors, codes, { seed: 3 })).toEqual(both(factors, codes, { seed: 3 }));
  });

  it('counts constant columns 0, and says why there is no score', () => {
    const factors = normalMatrix(50, 2, 'factors');
    const [half] = both(
      factors,
      mapColumns(factors, (value, j) => (j === 0 ? value : 4)),
    );
    expect(half!.score).toBeCloseTo(1 / 2, 12);
    const constant = mapColumns(factors, () => 4);
    expect(both(constant, factors)[0]!.diagnostics[0]!.code).toBe('constant-factors');
    const few = normalMatrix(14, 2, 'few');
    expect(both(few, few)[0]!.diagnostics[0]!.code).toBe('too-few-rows');
    expect(both(factors, factors, { folds: new Array<number>(50).fill(0) })[0]!.score).toBeNull();
  });
});
