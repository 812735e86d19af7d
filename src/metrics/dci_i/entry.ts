import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'dci_i'> = {
  key: 'dci_i',
  title: 'DCI informativeness',
  group: 'dci',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['informative'],
  stochastic: false,
  cost: 'slow',
  sources: ['eastwood2018', 'locatello2019'],
};
