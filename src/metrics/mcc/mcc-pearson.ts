import type { MetricGroup } from '../metric-group.ts';
import { matchedCorrelation } from './matched-correlation.ts';

/** Mean correlation coefficient on Pearson correlations; invariant to permutation, sign, scale and shift of the codes. */
export const mccPearson: MetricGroup<'mcc_pearson'> = {
  keys: ['mcc_pearson'],
  compute: (data) => ({ mcc_pearson: matchedCorrelation(data, ({ pearson }) => pearson) }),
};
