import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'r2_origin'> = {
  key: 'r2_origin',
  title: 'R² through the origin',
  group: 'r2_origin',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: false,
  cost: 'fast',
  sources: ['joshi2026'],
};
