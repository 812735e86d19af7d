import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { fromRows, selectColumns, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { measure } from '../measure.ts';
import { PairedData } from '../paired-data.ts';
import { decileInformation, expectedInformation } from './decile-information.ts';

const both = (factors: Matrix, codes: Matrix) => {
  const { metrics } = measure(factors, codes, { metrics: ['mig', 'mig_corrected'] });
  return [metrics.mig!.score, metrics.mig_corrected!.score] as [number, number];
};

describe('expectedInformation', () => {
  /** Information of two labellings in nats, from its definition. */
  function information(a: readonly number[], b: readonly number[]): number {
    const n = a.length;
    let sum = 0;
    for (const x of new Set(a))
      for (const y of new Set(b)) {
        const joint = a.filter((value, i) => value === x && b[i] === y).length;
        const [left, right] = [a.filter((value) => value === x).length, b.filter((value) => value === y).length];
        if (joint > 0) sum += (joint / n) * Math.log((n * joint) / (left * right));
      }
    return sum;
  }

  it('is the mean over all permutations of the rows', () => {
    const first = [0, 0, 0, 1, 1, 2];
    const second = [0, 0, 1, 1, 1, 1];
    const permutations = (values: readonly number[]): number[][] =>
      values.length === 0
        ? [[]]
        : values.flatMap((value, i) => permutations(values.filter((_, k) => k !== i)).map((rest) => [value, ...rest]));
    const all = permutations(second);
    const mean = all.reduce((sum, order) => sum + information(first, order), 0) / all.length;
    expect(expectedInformation([3, 2, 1], [2, 4], 6)).toBeCloseTo(mean, 12);
  });

  it('is 0 with one class, and near (r − 1)(c − 1)/2n where rows are many', () => {
    expect(expectedInformation([40], [10, 30], 40)).toBeCloseTo(0, 14);
    const tenth = new Array<number>(10).fill(1000);
    expect(expectedInformation(tenth, tenth, 10_000) / (81 / 20_000)).toBeCloseTo(1, 1);
  });
});

describe('the mutual information gap above chance', () => {
  it('scores a perfect code near 1 and noise near 0 whatever n, where the plain gap does not', () => {
    for (const [n, perfect] of [
      [100, 0.93],
      [1000, 0.99],
      [10_000, 0.999],
    ] as const) {
      const factors = normalMatrix(n, 5, 'z');
      const codes = mapColumns(permuteColumns(factors, 1), (value, j) => (j - 2.5) * value + 7);
      expect(both(factors, codes)[1]).toBeGreaterThan(perfect);
      const noise = both(factors, normalMatrix(n, 5, 'noise'))[1];
      expect(noise).toBeGreaterThanOrEqual(0);
      expect(noise).toBeLessThan(0.06);
    }
    expect(both(normalMatrix(100, 5, 'z'), normalMatrix(100, 5, 'z'))[0]).toBeLessThan(0.75);
  });

  it('has adjusted information with mean 0 over permutations of the rows, with ties or without', () => {
    const factors = mapColumns(normalMatrix(60, 2, 'z'), (value, j) => (j === 0 ? value : Math.round(value)));
    let sum = 0;
    const rounds = 400;
    for (let k = 0; k < rounds; k++) {
      const codes = selectRows(factors, new RandomStream('test', 'adjusted', k).permutation(60));
      const { adjusted } = decileInformation(new PairedData(factors, codes));
      sum += adjusted.data.reduce((total, value) => total + value, 0) / 4 / rounds;
    }
    // The standard deviation of one entry is about 0.1.
    expect(Math.abs(sum)).toBeLessThan(0.01);
  });

  it('does not change with strictly monotone maps of codes and factors, nor with their order', () => {
    const factors = normalMatrix(300, 3, 'z');
    const codes = multiply(factors, normalMatrix(3, 3, 'mix'));
    const moved = permuteColumns(
      mapColumns(codes, (value, j) => (j === 1 ? -1 : 1e-9) * (value + value ** 3)),
      2,
    );
    expect(
      both(
        mapColumns(factors, (value) => value ** 3 + value),
        moved,
      )[1],
    ).toBeCloseTo(both(factors, codes)[1], 12);
  });

  it('is 0 for duplicated codes, counts a lost factor 0, and leaves constant factors out', () => {
    const factors = normalMatrix(1000, 3, 'z');
    expect(both(factors, beside(factors, factors))[1]).toBeCloseTo(0, 12);
    expect(both(factors, selectColumns(factors, [0, 2]))[1]).toBeCloseTo(2 / 3, 1);
    const constant = mapColumns(factors, (value, j) => (j === 1 ? 4 : value));
    expect(both(constant, factors)[1]).toBeGreaterThan(0.99);
  });

  it('says why there is no score', () => {
    const reason = (factors: Matrix, codes: Matrix) => {
      const { score, diagnostics } = measure(factors, codes, { metrics: ['mig_corrected'] }).metrics.mig_corrected!;
      return [score, diagnostics[0]!.code];
    };
    const factors = normalMatrix(50, 2, 'z');
    expect(reason(factors, selectColumns(factors, [0]))).toEqual([null, 'single-code']);
    expect(reason(zeros(50, 2), factors)).toEqual([null, 'constant-factors']);
    expect(reason(normalMatrix(19, 2), normalMatrix(19, 2))).toEqual([null, 'too-few-rows']);
    const rare = fromRows(Array.from({ length: 50 }, (_, i) => [i === 0 ? 1 : 0]));
    expect(measure(rare, factors, { metrics: ['mig_corrected'] }).metrics.mig_corrected!.score).toSatisfy(
      (score) => score === null || (score >= 0 && score <= 1),
    );
  });
});
