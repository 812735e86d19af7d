import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'infom'> = {
  key: 'infom',
  title: 'InfoMEC modularity',
  group: 'infom_infoc',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: false,
  cost: 'fast',
  sources: ['hsu2023'],
};
