import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { selectRows, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { measure } from '../measure.ts';
import { copulaBasis, createPairScratch, gridBasis, gridBasisPair } from '../families/rdc/copula-basis.ts';
import { drawWeights } from '../families/rdc/copula-features.ts';
import { isPairKernelSupported } from '../families/rdc/pair-kernel.ts';

const KEYS = ['mcc_rdc', 'mcc_rdc_centred'] as const;
const both = (factors: Matrix, codes: Matrix, seed = 0) => {
  const { metrics } = measure(factors, codes, { metrics: KEYS, seed });
  return KEYS.map((key) => metrics[key]!);
};

describe('copulaBasis', () => {
  it('is orthonormal', () => {
    const grid = Float64Array.from({ length: 300 }, (_, i) => (i + 1) / 300);
    const { rank, data } = copulaBasis(grid, drawWeights(new RandomStream('test', 'rdc'), 300), 'remove');
    expect(rank).toBeGreaterThan(5);
    expect(rank).toBeLessThan(14);
    for (let a = 0; a < rank; a++)
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < 300; i++) product += data[a * 300 + i]! * data[b * 300 + i]!;
        expect(product).toBeCloseTo(a === b ? 1 : 0, 12);
      }
  });
});

describe('gridBasisPair', () => {
  it('has the bits of two bases one after the other, whatever their ranks', () => {
    expect(isPairKernelSupported()).toBe(true);
    const ranks = new Set<string>();
    for (const n of [1, 2, 7, 19, 40, 1000])
      for (let k = 0; k < 20; k++) {
        const grid = Float64Array.from({ length: n }, (_, i) => (i + 1) / n);
        const stream = new RandomStream('test', 'pair', n, k);
        const weights = [drawWeights(stream, n), drawWeights(stream, n)] as const;
        const pair = gridBasisPair(grid, weights, createPairScratch(n));
        expect(pair).toEqual(weights.map((own) => gridBasis(grid, own, 'leave')));
        ranks.add(String(pair.map(({ rank }) => rank)));
      }
    expect(ranks.size).toBeGreaterThan(8);
  });

  it('leaves large weights to the general sine', () => {
    const grid = Float64Array.of(0.25, 0.5, 0.75, 1);
    const weights = { slopes: [5000, 1], offsets: [0, 2] };
    expect(gridBasisPair(grid, [weights, weights], createPairScratch(4))[1]).toEqual(gridBasis(grid, weights, 'leave'));
  });
});

describe('the mean correlation coefficient on dependence', () => {
  const factors = normalMatrix(400, 3, 'factors');

  it('is 1 for any elementwise map, also one that is not monotone', () => {
    both(
      factors,
      permuteColumns(
        mapColumns(factors, (value) => value ** 3),
        1,
      ),
    ).forEach(({ score }) => expect(score).toBeCloseTo(1, 6));
    both(
      factors,
      mapColumns(factors, (value) => value * value),
    ).forEach(({ score }) => expect(score).toBeGreaterThan(0.98));
  });

  it('is invariant to strictly monotone maps of either side', () => {
    const codes = multiply(factors, normalMatrix(3, 3, 'mix'));
    const before = both(factors, codes);
    const after = both(
      mapColumns(factors, (value) => value ** 3 + value),
      mapColumns(codes, (value) => 1e-9 * value + 5),
    );
    after.forEach(({ score }, k) => expect(score).toBeCloseTo(before[k]!.score!, 6));
  });

  it('centred: does not depend on the order of rows, with ties or without', () => {
    const tied = mapColumns(multiply(factors, normalMatrix(3, 3, 'mix')), (value, j) => (j === 0 ? value : Math.round(value)));
    const rows = new RandomStream('test', 'rows').permutation(400);
    const permuted = both(selectRows(factors, rows), selectRows(tied, rows))[1]!;
    // Rounding decides a little in a basis that is nearly rank deficient.
    expect(permuted.score).toBeCloseTo(both(factors, tied)[1]!.score!, 2);
  });

  it('centred: hardly depends on the weights', () => {
    const codes = multiply(factors, normalMatrix(3, 3, 'mix'));
    const scores = Array.from({ length: 6 }, (_, seed) => both(factors, codes, seed)[1]!.score!);
    expect(Math.max(...scores) - Math.min(...scores)).toBeLessThan(0.03);
  });

  it('centred: gives noise nearly nothing, however many codes there are and however few rows', () => {
    for (const [n, m, most] of [
      [1000, 3, 0.03],
      [1000, 30, 0.05],
      [200, 10, 0.08],
    ] as const) {
      const scores = Array.from({ length: 4 }, (_, k) => both(normalMatrix(n, 3, 'z', k), normalMatrix(n, m, 'noise', k))[1]!);
      const mean = scores.reduce((sum, { score }) => sum + score!, 0) / scores.length;
      expect(mean).toBeLessThan(most);
      expect(scores[0]!.parts.uncorrected_matched).toBeGreaterThan(0.1);
    }
  });

  it('counts constant columns 0 and says why there is no score', () => {
    const partly = mapColumns(factors, (value, j) => (j === 2 ? 1 : value));
    both(factors, partly).forEach(({ score }) => expect(score).toBeCloseTo(2 / 3, 6));
    const constant = mapColumns(factors, () => 1);
    both(factors, constant).forEach(({ score }) => expect(score).toBe(0));
    both(constant, factors).forEach(({ diagnostics }) => expect(diagnostics[0]!.code).toBe('constant-factors'));
    const few = normalMatrix(2, 2, 'few');
    both(few, few).forEach(({ diagnostics }) => expect(diagnostics[0]!.code).toBe('too-few-rows'));
  });

  it('has no score where the features of one side span what those of the other do, and compares with chance from there on', () => {
    for (const n of [5, 11, 21])
      both(normalMatrix(n, 3, 'z'), normalMatrix(n, 3, 'c')).forEach(({ score, diagnostics }) => {
        expect([score, diagnostics[0]!.code]).toEqual([null, 'too-few-rows']);
      });
    for (const n of [22, 40, 100, 400]) {
      const exceeded = [0, 1, 2, 3, 4].map((seed) =>
        both(normalMatrix(n, 3, 'z', seed), normalMatrix(n, 3, 'c', seed)).map(({ chance }) => chance!.exceeded),
      );
      expect(exceeded.flat().filter((above) => above).length, `${n} rows`).toBeLessThanOrEqual(1);
    }
    const recovered = normalMatrix(100, 3, 'z');
    both(recovered, recovered).forEach(({ chance }) => expect(chance!.exceeded).toBe(true));
  });
});
