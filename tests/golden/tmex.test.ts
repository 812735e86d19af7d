import { afterAll, describe, expect, it } from 'vitest';
import { selectRows, type Matrix } from '../../src/core/matrix.ts';
import { ColumnData } from '../../src/metrics/column-data.ts';
import { measure } from '../../src/metrics/measure.ts';
import { PairedData } from '../../src/metrics/paired-data.ts';
import { covarianceMeasure } from '../../src/metrics/families/tmex/covariance-measure.ts';
import { regressOnFactors } from '../../src/metrics/families/tmex/factor-regression.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES, GOLDEN_SPLITS, type GoldenCase } from './golden-cases.ts';

const deviations = new Deviations();
afterAll(() => deviations.report());

const STATISTIC = 1e-6;

/**
 * Where the reference's numbers depend on the scale of the data: it compares the variance of a product of residuals, in the data's own
 * units, with 1e-12, cuts singular values of raw factors at 1e-6, and on offsets of 1e5 takes a sign from rounding.
 */
const SCALE_DEPENDENT = ['heavy_tails', 'tiny_scale', 'mixed_scale', 'offset'];

/**
 * For a code that is linear in the factors with coefficient b the product of residuals has standard deviation √2·b²: below the reference's floor, and
 * so shrunk, for coefficients under 1e-3.
 */
const SMALL_COEFFICIENT = 2e-3;

function splitRows({ n }: GoldenCase) {
  const train = Int32Array.from(GOLDEN_SPLITS.half_split_train_indices[String(n)]!);
  const isTrain = new Set(train);
  return { train, test: Int32Array.from({ length: n }, (_, row) => row).filter((row) => !isTrain.has(row)) };
}

/** d × m coefficients in the data's own units. */
function rawCoefficients({ factors, codes }: GoldenCase, rows: Int32Array): Matrix {
  const [z, c] = [factors, codes].map((matrix) => new ColumnData(selectRows(matrix, rows))) as [ColumnData, ColumnData];
  const { coefficients } = regressOnFactors(z.standardised, c.standardised);
  const data = coefficients.data.map((value, k) => {
    const [j, i] = [k % coefficients.rows, Math.floor(k / coefficients.rows)];
    return (value * c.summaries[i]!.standardDeviation) / (z.summaries[j]!.standardDeviation || 1);
  });
  return { ...coefficients, data };
}

const usable = GOLDEN_CASES.filter(({ expected }) => !('error' in expected['tmex']!));

describe('agrees with the golden index:', () => {
  it.each(usable.filter(({ tags }) => !tags.some((tag) => SCALE_DEPENDENT.includes(tag))))(
    'statistics of one split, $name',
    (golden) => {
      const { name, d, m, expected } = golden;
      const wanted = expected['pcm_half_split']!.stat as unknown as (number | null)[][];
      const split = splitRows(golden);
      const { statistics } = covarianceMeasure(new PairedData(golden.factors, golden.codes), split);
      const coefficients = rawCoefficients(golden, split.train);
      let small = 0;
      for (let i = 0; i < m; i++)
        for (let j = 0; j < d; j++) {
          const isShrunk =
            Math.abs(coefficients.data[i * d + j]!) < SMALL_COEFFICIENT && Math.abs(statistics.data[i * d + j]!) > 4;
          if (isShrunk) small++;
          else deviations.compare('tmex statistic', name, statistics.data[i * d + j], wanted[i]![j] ?? 0, STATISTIC);
        }
      expect(small).toBeLessThanOrEqual(2);
    },
  );

  it.each(usable.filter(({ tags }) => !tags.some((tag) => SCALE_DEPENDENT.includes(tag))))(
    'mean score over seeds, $name',
    (golden) => {
      const { factors, codes, expected } = golden;
      const { mean: wanted, std } = expected['tmex'] as { mean: number; std: number };
      const seeds = 5;
      const scores = Array.from(
        { length: seeds },
        (_, seed) => measure(factors, codes, { seed, metrics: ['tmex'] }).metrics.tmex!.score!,
      );
      const mean = scores.reduce((sum, score) => sum + score, 0) / seeds;
      expect(Math.abs(mean - wanted)).toBeLessThanOrEqual(4 * Math.sqrt(std ** 2 / seeds + std ** 2 / 10) + 1e-12);
    },
  );

  it('finds the linear mix in codes of 1e-4, to which the reference gives 0', () => {
    const { factors, codes, expected } = GOLDEN_CASES.find(({ name }) => name === 'v26_tiny_codes')!;
    expect(expected['tmex']!.mean).toBe(0);
    expect(measure(factors, codes, { metrics: ['tmex'] }).metrics.tmex!.score).toBe(1);
  });
});
