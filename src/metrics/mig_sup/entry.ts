import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mig_sup'> = {
  key: 'mig_sup',
  title: 'Mutual information gap by code',
  group: 'mig_sup',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: false,
  cost: 'fast',
  sources: ['li2020'],
};
