import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'infoc'> = {
  key: 'infoc',
  title: 'InfoMEC compactness',
  group: 'infom_infoc',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact'],
  stochastic: false,
  cost: 'fast',
  sources: ['hsu2023'],
};
