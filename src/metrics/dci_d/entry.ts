import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'dci_d'> = {
  key: 'dci_d',
  title: 'DCI disentanglement',
  group: 'dci',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: false,
  cost: 'slow',
  sources: ['eastwood2018', 'locatello2019'],
};
