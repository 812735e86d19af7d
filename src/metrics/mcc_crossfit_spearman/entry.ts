import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_crossfit_spearman'> = {
  key: 'mcc_crossfit_spearman',
  title: 'Cross-fitted mean correlation coefficient (Spearman)',
  group: 'mcc_crossfit_spearman',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['monotone-elementwise'],
  stochastic: true,
  cost: 'fast',
  sources: ['hyvarinen2016', 'khemakhem2020'],
};
