import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'r2'> = {
  key: 'r2',
  title: 'R² with intercept',
  group: 'r2',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['affinely-decodable'],
  stochastic: false,
  cost: 'fast',
  sources: ['zimmermann2021'],
};
