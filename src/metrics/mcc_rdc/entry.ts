import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_rdc'> = {
  key: 'mcc_rdc',
  title: 'Mean correlation coefficient (randomised dependence)',
  group: 'mcc_rdc',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['elementwise'],
  stochastic: true,
  cost: 'slow',
  sources: ['lopezpaz2013'],
};
