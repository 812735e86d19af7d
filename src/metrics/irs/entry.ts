import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'irs'> = {
  key: 'irs',
  title: 'Interventional robustness',
  group: 'irs',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['modular'],
  stochastic: false,
  cost: 'fast',
  sources: ['suter2019', 'locatello2019'],
};
