import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'dci_es'> = {
  key: 'dci_es',
  title: 'Explicitness and size (DCI-ES)',
  group: 'dci_es',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: true,
  cost: 'fast',
  sources: ['eastwood2023'],
};
