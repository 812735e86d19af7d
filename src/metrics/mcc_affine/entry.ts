import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_affine'> = {
  key: 'mcc_affine',
  title: 'Mean correlation coefficient after an affine map',
  group: 'mcc_affine',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: false,
  cost: 'fast',
  sources: ['khemakhem2020'],
};
