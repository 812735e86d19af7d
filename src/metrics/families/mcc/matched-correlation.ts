import { assignMaximum } from '../../../core/linear-algebra/assignment.ts';
import { toRows, type Matrix } from '../../../core/matrix.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import { refuse, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';

/** With fewer rows every correlation of two varying columns is −1 or 1. */
export const MINIMUM_ROWS = 3;

/**
 * Mean correlation coefficient: each factor is matched with at most one code, so that the sum of absolute correlations is
 * largest.
 *
 * `matched` (the score) is the mean over the min(d, m) matched pairs, `coverage` divides the same sum by d, so that factors left
 * without a code count 0. A constant column correlates 0 with everything. The score is null for fewer than 3 rows and where
 * every factor is constant.
 *
 * Source: Hyvärinen and Morioka, NeurIPS 2016, section 5.
 *
 * @param correlationsOf d × m correlations of the data; not asked for where the score is null
 */
export function matchedCorrelation(data: PairedData, correlationsOf: (data: PairedData) => Matrix): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `Correlations need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to recover.');
  const correlations = correlationsOf(data);
  const { rows, columns, total } = assignMaximum({ ...correlations, data: correlations.data.map(Math.abs) });
  const matched = Math.min(1, total / Math.min(data.d, data.m));
  return {
    score: matched,
    parts: {
      matched,
      coverage: (matched * Math.min(data.d, data.m)) / data.d,
      matrix: toRows(correlations),
      assignment: { rows: [...rows], cols: [...columns] },
    },
    diagnostics: constantColumnDiagnostics(data),
  };
}
