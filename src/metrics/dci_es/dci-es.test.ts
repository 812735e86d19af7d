import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';
import { explicitness } from './dci-es.ts';

const dciEs = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['dci_es'] }).metrics.dci_es!;

describe('explicitness', () => {
  it('is 1 where the first probe is the best, 0 on a straight line from the baseline, and below where all comes late', () => {
    expect(explicitness([0.2, 0.2, 0.2])).toBe(1);
    expect(explicitness([1, 0.75, 0.5])).toBeCloseTo(0, 14);
    expect(explicitness([1, 1, 0])).toBeCloseTo(-1 / 2, 14);
    expect(explicitness([0.5, 0, 0])).toBeCloseTo(1 - 0.5 / 2 / 1, 14);
  });

  it('takes the lowest loss so far, and is 0 where nothing is explained', () => {
    expect(explicitness([0.2, 0.9, 7])).toBe(1);
    expect(explicitness([1, 0.99, 0.98])).toBe(0);
    expect(explicitness([3, 5, 4])).toBe(0);
  });
});

describe('DCI-ES', () => {
  const factors = normalMatrix(600, 3, 'z');

  it('is 1 for affine codes, mixed or not, and falls with curvature', () => {
    expect(dciEs(factors, factors).score).toBeCloseTo(1, 6);
    const mix = multiply(factors, normalMatrix(3, 4, 'mix'));
    expect(
      dciEs(
        factors,
        mapColumns(mix, (value) => 3 - 1e-9 * value),
      ).score,
    ).toBeCloseTo(1, 6);
    const folded = mapColumns(factors, (value) => value ** 9);
    expect(dciEs(factors, folded).score).toBeLessThan(0.8);
  });

  it('gives noise 0 and a lost factor its share, and the size d/m', () => {
    expect(dciEs(factors, normalMatrix(600, 3, 'noise')).score).toBe(0);
    const { score, parts } = dciEs(factors, selectColumns(factors, [0, 2]));
    expect(score).toBeCloseTo(2 / 3, 6);
    expect(parts.size).toBe(1);
    expect(dciEs(factors, beside(factors, factors)).parts.size).toBe(1 / 2);
  });

  it('does not depend on order, sign, scale and shift of the codes', () => {
    const codes = mapColumns(multiply(factors, normalMatrix(3, 3, 'mix')), (value) => value + value ** 3 / 4);
    const moved = permuteColumns(
      mapColumns(codes, (value, j) => (j === 0 ? -1e5 : 1e-5) * value + 2),
      1,
    );
    // Another code meets each random weight.
    expect(Math.abs(dciEs(factors, moved).score! - dciEs(factors, codes).score!)).toBeLessThan(0.03);
  });

  it('leaves constant columns out and says why there is no score', () => {
    const partly = mapColumns(factors, (value, j) => (j === 1 ? 2 : value));
    expect(dciEs(partly, factors).score).toBeCloseTo(1, 6);
    expect(dciEs(factors, zeros(600, 2)).score).toBe(0);
    expect(dciEs(zeros(600, 2), factors).diagnostics[0]!.code).toBe('constant-factors');
    const few = normalMatrix(39, 1, 'few');
    expect(dciEs(few, few).diagnostics[0]!.code).toBe('too-few-rows');
  });
});
