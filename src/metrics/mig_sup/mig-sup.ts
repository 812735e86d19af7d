import { BINS, sharedBinnedInformation } from '../binned-information.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { twoLargest } from '../two-largest.ts';

/** Two rows a bin: with fewer the counts say nothing. */
const MINIMUM_ROWS = 2 * BINS;

/**
 * The per-code twin of the mutual information gap: for each code its normalised information with the factor that it informs of
 * most less that with the next, the information with factor j being divided by that factor's entropy; the score is the mean over the codes that vary.
 *
 * Binned as for `mig`. The score is null for fewer than 40 rows, with one factor (there is no next), and where every factor or every code is
 * constant.
 *
 * Source: Li, Murkute, Gyawali and Wang, "Progressive learning and disentanglement of hierarchical representations", ICLR 2020.
 */
function computeMigSup(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${BINS} bins need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.d === 1) return refuse('single-factor', 'With one factor no code can mix two.');
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to inform of.');
  const varying = data.codes.columnsWhere(false);
  if (varying.length === 0) return refuse('constant-codes', 'Every code is constant: none informs of anything.');
  const { information, entropy } = sharedBinnedInformation(data);
  const perCode: (number | null)[] = data.codes.summaries.map(() => null);
  let sum = 0;
  for (const i of varying) {
    const [top, second] = twoLargest(
      Array.from({ length: data.d }, (_, j) => (entropy[j]! > 0 ? information.data[i * data.d + j]! / entropy[j]! : 0)),
    );
    perCode[i] = top - second;
    sum += perCode[i];
  }
  return {
    score: Math.min(1, sum / varying.length),
    parts: { per_code: perCode },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Mutual information gap by code. */
export const migSup: MetricGroup<'mig_sup'> = { keys: ['mig_sup'], compute: (data) => ({ mig_sup: computeMigSup(data) }) };
