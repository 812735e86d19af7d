import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_spearman'> = {
  key: 'mcc_spearman',
  title: 'Mean correlation coefficient (Spearman)',
  group: 'mcc_spearman',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['monotone-elementwise'],
  stochastic: false,
  cost: 'fast',
  sources: ['hyvarinen2016'],
};
