import type { MetricGroup } from '../metric-group.ts';
import { matchedCorrelation } from './matched-correlation.ts';

/** Mean correlation coefficient on Spearman correlations (average ranks); invariant also to strictly monotone maps of each code. */
export const mccSpearman: MetricGroup<'mcc_spearman'> = {
  keys: ['mcc_spearman'],
  compute: (data) => ({ mcc_spearman: matchedCorrelation(data, ({ spearman }) => spearman) }),
};
