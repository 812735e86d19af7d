import type { MetricGroup } from '../metric-group.ts';
import { matchedCorrelation } from '../families/mcc/matched-correlation.ts';
import { withNullCorrelation } from '../families/mcc/null-correlation.ts';

/** Mean correlation coefficient on Spearman correlations (average ranks); invariant also to strictly monotone maps of each code. */
export const mccSpearman: MetricGroup<'mcc_spearman'> = {
  keys: ['mcc_spearman'],
  compute(data, options) {
    const result = matchedCorrelation(data, ({ spearman }) => spearman);
    return {
      mcc_spearman: withNullCorrelation('mcc_spearman', data, options, result, ({ factors, codes }) => [
        factors.standardisedRanks,
        codes.standardisedRanks,
      ]),
    };
  },
};
