import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'infoc_corrected'> = {
  key: 'infoc_corrected',
  title: 'InfoMEC compactness above noise',
  group: 'infom_infoc_corrected',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact'],
  stochastic: true,
  cost: 'fast',
  sources: ['hsu2023'],
};
