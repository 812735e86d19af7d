import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'cka'> = {
  key: 'cka',
  title: 'Linear centred kernel alignment',
  group: 'cka',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: false,
  cost: 'fast',
  sources: ['kornblith2019'],
};
