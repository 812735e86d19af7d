import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'infoe'> = {
  key: 'infoe',
  title: 'InfoMEC explicitness',
  group: 'infoe',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['linear-explicit'],
  stochastic: false,
  cost: 'slow',
  sources: ['hsu2023'],
};
