import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_pearson'> = {
  key: 'mcc_pearson',
  title: 'Mean correlation coefficient (Pearson)',
  group: 'mcc_pearson',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['affine-elementwise'],
  stochastic: false,
  cost: 'fast',
  sources: ['hyvarinen2016'],
};
