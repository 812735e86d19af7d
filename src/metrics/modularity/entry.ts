import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'modularity'> = {
  key: 'modularity',
  title: 'Modularity (Ridgeway and Mozer)',
  group: 'modularity',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: false,
  cost: 'fast',
  sources: ['ridgeway2018', 'locatello2019'],
};
