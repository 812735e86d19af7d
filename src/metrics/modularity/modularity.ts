import { BINS, sharedBinnedInformation } from '../binned-information.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';

/** Two rows a bin: with fewer the counts say nothing. */
const MINIMUM_ROWS = 2 * BINS;

/**
 * Modularity: for each code, 1 less the squared information with all factors but its best, as a share of what d − 1 factors
 * equally informed of would have; the score is the mean over the codes that inform of any factor.
 *
 * With information I(i, j) between code i and factor j, and θ its largest over factors:
 * 1 − Σ_{j ≠ best} I(i, j)² / (θ² (d − 1)). Binned as for `mig`; the plug-in bias of small samples adds alike to all entries and so
 * lowers the score. It asks nothing of how much a code informs. The score is null for fewer than 40 rows, with one factor, and where no code informs of any.
 *
 * Source: Ridgeway and Mozer, "Learning deep disentangled embeddings with the F-statistic loss", NeurIPS 2018, section 3.
 */
function computeModularity(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${BINS} bins need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.d === 1) return refuse('single-factor', 'With one factor every code is modular.');
  const { information } = sharedBinnedInformation(data);
  const perCode = data.codes.summaries.map((_, i) => {
    const row = information.data.subarray(i * data.d, (i + 1) * data.d);
    const top = row.reduce((largest, value) => Math.max(largest, value), 0);
    if (top === 0) return null;
    const squares = row.reduce((sum, value) => sum + (value / top) * (value / top), 0);
    return 1 - (squares - 1) / (data.d - 1);
  });
  const counted = perCode.filter((value) => value !== null);
  if (counted.length === 0) return refuse('no-information', 'No code informs of any factor.');
  const score = counted.reduce((sum, value) => sum + value, 0) / counted.length;
  return {
    score: Math.min(1, Math.max(0, score)),
    parts: { per_code: perCode },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Modularity of Ridgeway and Mozer. */
export const modularity: MetricGroup<'modularity'> = {
  keys: ['modularity'],
  compute: (data) => ({ modularity: computeModularity(data) }),
};
