import { toRows } from '../../core/matrix.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { twoLargest } from '../two-largest.ts';
import { CLASSES, decileInformation } from './decile-information.ts';

/** Two rows a class: with fewer the counts say nothing. */
const MINIMUM_ROWS = 2 * CLASSES;

/**
 * Mutual information gap without the bias of `mig`: columns are cut into tenths of equal count, and the information that rows in random order would have
 * is taken off, exactly, before it is compared: (I − E) / (H − E). For each factor the largest value less the second largest, values below 0 counting
 * as 0; the score is the mean over the factors that vary.
 *
 * A perfect code scores near 1 and noise near 0 whatever n. Invariant to strictly monotone maps of every column. The score is null for fewer than 20 rows,
 * with one code (there is no second), and where every factor is constant.
 *
 * Sources: Chen, Li, Grosse and Duvenaud, NeurIPS 2018, equation 6; Vinh, Epps and Bailey, JMLR 11 (2010) for the adjustment.
 */
function computeMigCorrected(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${CLASSES} classes need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.m === 1) return refuse('single-code', 'With one code there is no second one, and so no gap.');
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to inform of.');
  const { adjusted, entropy } = decileInformation(data);
  const perFactor = Array.from({ length: data.d }, (_, j) => {
    if (entropy[j] === 0) return null;
    const [top, second] = twoLargest(Array.from({ length: data.m }, (__, i) => adjusted.data[i * data.d + j]!));
    return top - second;
  });
  const counted = perFactor.filter((gap) => gap !== null);
  if (counted.length === 0) return refuse('single-class', 'Nearly all rows of each factor are equal: they fall in one class.');
  return {
    score: counted.reduce((sum, gap) => sum + gap, 0) / counted.length,
    parts: { adjusted_information: toRows(adjusted), factor_entropy: [...entropy], per_factor: perFactor },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Mutual information gap above chance. */
export const migCorrected: MetricGroup<'mig_corrected'> = {
  keys: ['mig_corrected'],
  compute: (data) => ({ mig_corrected: computeMigCorrected(data) }),
};
