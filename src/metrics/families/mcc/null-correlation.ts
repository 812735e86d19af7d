import { crossProduct } from '../../../core/linear-algebra/cross-product.ts';
import { selectRows, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { deviationOfLargestCorrelation, expectedLargestCorrelation } from '../../../core/statistics/largest-null-correlation.ts';
import { compareWithChance } from '../../chance.ts';
import type { MetricOptions, MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';
import { effectiveRows } from '../../repeated-rows.ts';
import { matchedCorrelation, MINIMUM_ROWS } from './matched-correlation.ts';

type CorrelationKey = 'mcc_pearson' | 'mcc_spearman';

/** Standardised columns (or ranks) of factors and codes, whose mean products are the correlations. */
type StandardisedColumns = (data: PairedData) => readonly [factors: Matrix, codes: Matrix];

/** Mean and standard deviation of the matched correlation of independent Gaussian columns; copies of rows add nothing. */
function gaussianNull(data: PairedData): readonly [expected: number, deviation: number] {
  const rows = Math.max(MINIMUM_ROWS, effectiveRows(data));
  const count = Math.max(data.d, data.m);
  return [
    expectedLargestCorrelation(rows, count),
    deviationOfLargestCorrelation(rows, count) / Math.sqrt(Math.min(data.d, data.m)),
  ];
}

/**
 * Adds to a matched correlation what chance alone would reach.
 *
 * `null_expectation` is the mean of the largest of max(d, m) absolute correlations of independent Gaussian columns, r² ~ Beta(½, (n − 2)/2): within 4% where one
 * side is much longer, an upper bound where one-to-one matching costs (m = d), broken by heavy tails. Where `permutations` are asked for, `permutation_mean`
 * and `permutation_p_value` compare with the same codes in other rows, which holds for any tails.
 */
export function withNullCorrelation(
  key: CorrelationKey,
  data: PairedData,
  { seed = 0, permutations = 0 }: MetricOptions,
  result: MetricResult,
  columnsOf: StandardisedColumns,
): MetricResult {
  if (result.score === null) return result;
  const parts = { ...result.parts, null_expectation: expectedLargestCorrelation(data.n, Math.max(data.d, data.m)) };
  const [expected, deviation] = gaussianNull(data);
  if (permutations === 0) return { ...result, parts, chance: compareWithChance(result.score, expected, deviation) };
  const [factors, codes] = columnsOf(data);
  let sum = 0;
  let reached = 0;
  for (let round = 0; round < permutations; round++) {
    const rows = new RandomStream('custodes/metric', seed, key, 'permutation', round).permutation(data.n);
    const product = crossProduct(factors, selectRows(codes, rows));
    const score = matchedCorrelation(data, () => ({ ...product, data: product.data.map((value) => value / data.n) })).score!;
    sum += score;
    if (score >= result.score) reached++;
  }
  return {
    ...result,
    chance: compareWithChance(result.score, sum / permutations, deviation),
    parts: { ...parts, permutation_mean: sum / permutations, permutation_p_value: (reached + 1) / (permutations + 1) },
  };
}
