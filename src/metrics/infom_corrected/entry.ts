import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'infom_corrected'> = {
  key: 'infom_corrected',
  title: 'InfoMEC modularity above noise',
  group: 'infom_infoc_corrected',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: true,
  cost: 'fast',
  sources: ['hsu2023'],
};
