import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'dci_c'> = {
  key: 'dci_c',
  title: 'DCI completeness',
  group: 'dci',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact'],
  stochastic: false,
  cost: 'slow',
  sources: ['eastwood2018', 'locatello2019'],
};
