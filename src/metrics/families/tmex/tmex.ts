import { erfc } from '../../../core/mathematics.ts';
import { zeros, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import type { MetricGroup } from '../../metric-group.ts';
import { refuse, type Diagnostic, type MetricOptions, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';
import type { RowSplit } from '../../row-split.ts';
import { rejectBenjaminiYekutieli } from './benjamini-yekutieli.ts';
import { covarianceMeasure } from './covariance-measure.ts';
import { countIdentityErrors, largestMatching, scoreExclusivity } from './measurement-scores.ts';

/** Random half splits that each statistic is averaged over. */
const SPLITS = 9;

/** Level of each test on its own (release), and expected share of false rejections (controlled). */
const LEVEL = 0.05;

const MINIMUM_ROWS = 50;

function drawSplit(n: number, seed: number | string, repetition: number): RowSplit {
  const order = new RandomStream('custodes/metric', seed, 'tmex', repetition).permutation(n);
  const half = Math.ceil(n / 2);
  return { train: order.slice(0, half).sort(), test: order.slice(half).sort() };
}

/** Entries as a matrix with one row a code, as tests and pages show it. */
function byCode({ rows: d, columns: m, data }: Matrix): number[][] {
  return Array.from({ length: m }, (_, i) => Array.from({ length: d }, (__, j) => data[i * d + j]!));
}

/** One-sided p-values of the statistics averaged over random half splits, d × m. */
function testPairs(data: PairedData, seed: number | string): { readonly pValues: Matrix; readonly dependent: readonly number[] } {
  const sums = zeros(data.d, data.m);
  const dependent = new Set<number>();
  for (let repetition = 0; repetition < SPLITS; repetition++) {
    const measured = covarianceMeasure(data, drawSplit(data.n, seed, repetition));
    for (let k = 0; k < sums.data.length; k++) sums.data[k] = sums.data[k]! + measured.statistics.data[k]!;
    measured.dependent.forEach((isDependent, j) => isDependent && dependent.add(j));
  }
  const pValues = { ...sums, data: sums.data.map((sum) => erfc(sum / SPLITS / Math.SQRT2) / 2) };
  return { pValues, dependent: [...dependent].filter((j) => !data.factors.summaries[j]!.constant).sort((a, b) => a - b) };
}

/**
 * Test-based measurement exclusivity: for each code and factor, a test of independence given all other factors; a rejection says
 * that the code measures the factor. The m × d matrix of rejections is the result; `tmex` and `tmex_controlled` sum it up.
 *
 * - `tmex`, as released: every test at 0.05 on its own; the score is the size of the largest matching among the rejections over min(d, m). A dense
 *   linear mix scores 1, and noise what false rejections allow: 0.5 and more at m = 50. `n_errors` counts entries that differ from the identity
 *   in the given order.
 * - `tmex_controlled`: rejections with a false discovery rate of 0.05 over all m·d tests, and a score that sees entanglement and does
 *   not depend on order: the harmonic mean of precision (codes with a rejection / rejections) and recall (factors that
 *   different codes can be matched with / d).
 *
 * Tests are linear: they see what least squares sees. Invariant to scale and shift of codes and factors. A factor that is a linear function of the others
 * cannot be tested and counts as not measured. The score is null for fewer than 50 rows and where every factor is constant.
 *
 * Source: Yao, Huang, Cadei, Zhang and Locatello, "The third pillar of causal analysis? A measurement perspective on causal
 * representations", NeurIPS 2025.
 */
function computeTmex(data: PairedData, { seed = 0 }: MetricOptions): Record<'tmex' | 'tmex_controlled', MetricResult> {
  const both = (result: MetricResult) => ({ tmex: result, tmex_controlled: result });
  if (data.n < MINIMUM_ROWS)
    return both(refuse('too-few-rows', `The tests need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`));
  if (data.factors.columnsWhere(false).length === 0)
    return both(refuse('constant-factors', 'Every factor is constant: there is nothing to measure.'));
  const { pValues, dependent } = testPairs(data, seed);
  const diagnostics: Diagnostic[] = constantColumnDiagnostics(data);
  if (dependent.length > 0)
    diagnostics.push({
      code: 'dependent-factors',
      message: `Factors (counted from 0) that are linear functions of the others cannot be tested: ${dependent.join(', ')}.`,
    });

  const single = { ...pValues, data: pValues.data.map((p) => (p < LEVEL ? 1 : 0)) };
  const errors = countIdentityErrors(single);
  const rejected = rejectBenjaminiYekutieli([...pValues.data], LEVEL);
  const controlled = { ...pValues, data: Float64Array.from(rejected, Number) };
  const { score, precision, recall } = scoreExclusivity(controlled);
  return {
    tmex: {
      score: largestMatching(single) / Math.min(data.d, data.m),
      parts: {
        correspondence: byCode(single),
        p_value: byCode(pValues),
        n_errors: errors,
        error_count_score: 1 - errors / (data.d * data.m),
      },
      diagnostics,
    },
    tmex_controlled: { score, parts: { correspondence: byCode(controlled), precision, recall }, diagnostics },
  };
}

/** Measurement exclusivity by tests of conditional independence. */
export const tmex: MetricGroup<'tmex' | 'tmex_controlled'> = { keys: ['tmex', 'tmex_controlled'], compute: computeTmex };
