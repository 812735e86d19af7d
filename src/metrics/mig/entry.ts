import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mig'> = {
  key: 'mig',
  title: 'Mutual information gap',
  group: 'mig',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact'],
  stochastic: false,
  cost: 'fast',
  sources: ['chen2018', 'locatello2019'],
};
