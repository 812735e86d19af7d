import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_crossfit'> = {
  key: 'mcc_crossfit',
  title: 'Cross-fitted mean correlation coefficient (Pearson)',
  group: 'mcc_crossfit',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['affine-elementwise'],
  stochastic: true,
  cost: 'fast',
  sources: ['hyvarinen2016', 'khemakhem2020'],
};
