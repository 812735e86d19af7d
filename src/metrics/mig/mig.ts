import { toRows } from '../../core/matrix.ts';
import { BINS, sharedBinnedInformation } from '../binned-information.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { twoLargest } from '../two-largest.ts';

/** Two rows a bin: with fewer the counts say nothing. */
const MINIMUM_ROWS = 2 * BINS;

/**
 * Mutual information gap: for each factor the mutual information with the most informative code less that with the second most,
 * divided by the factor's entropy; the score is the mean over the factors that vary.
 *
 * Every column is cut into 20 bins of equal width between its extremes; logarithms are natural. With one code there is no second,
 * and the score is 0 by convention. The score is null for fewer than 40 rows and where every factor is constant.
 *
 * Source: Chen, Li, Grosse and Duvenaud, NeurIPS 2018, equation 6.
 */
function computeMig(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${BINS} bins need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to inform of.');
  const { information, entropy } = sharedBinnedInformation(data);
  const gaps: (number | null)[] = [];
  let gapSum = 0;
  let topSum = 0;
  let counted = 0;
  for (let j = 0; j < data.d; j++) {
    const row = Array.from({ length: data.m }, (_, i) => information.data[i * data.d + j]!);
    if (entropy[j] === 0) {
      gaps.push(null);
      continue;
    }
    const [top, second] = twoLargest(row);
    const gap = data.m === 1 ? 0 : (top - second) / entropy[j]!;
    gaps.push(gap);
    gapSum += gap;
    topSum += top / entropy[j]!;
    counted++;
  }
  const diagnostics = constantColumnDiagnostics(data);
  const parts = { mutual_information: toRows(information), factor_entropy: [...entropy], per_factor: gaps };
  const score = Math.min(1, gapSum / counted);
  if (data.m > 1) return { score, parts, diagnostics };
  diagnostics.push({ code: 'single-code', message: 'With one code there is no second: the gap is 0 by convention.' });
  return { score, parts: { ...parts, top_mi_convention: topSum / counted }, diagnostics };
}

/** Mutual information gap. */
export const mig: MetricGroup<'mig'> = { keys: ['mig'], compute: (data) => ({ mig: computeMig(data) }) };
