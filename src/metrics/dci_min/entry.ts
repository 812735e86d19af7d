import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'dci_min'> = {
  key: 'dci_min',
  title: 'DCI, the least of the three',
  group: 'dci',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['elementwise'],
  stochastic: false,
  cost: 'slow',
  sources: ['eastwood2018'],
};
