import type { MetricGroup } from '../metric-group.ts';
import { matchedCorrelation } from '../families/mcc/matched-correlation.ts';
import { withNullCorrelation } from '../families/mcc/null-correlation.ts';

/** Mean correlation coefficient on Pearson correlations; invariant to permutation, sign, scale and shift of the codes. */
export const mccPearson: MetricGroup<'mcc_pearson'> = {
  keys: ['mcc_pearson'],
  compute(data, options) {
    const result = matchedCorrelation(data, ({ pearson }) => pearson);
    return {
      mcc_pearson: withNullCorrelation('mcc_pearson', data, options, result, ({ factors, codes }) => [
        factors.standardised,
        codes.standardised,
      ]),
    };
  },
};
