import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'tmex_controlled'> = {
  key: 'tmex_controlled',
  title: 'Measurement exclusivity with controlled false discoveries',
  group: 'tmex',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['measurement-structure'],
  stochastic: true,
  cost: 'fast',
  sources: ['yao2025', 'benjamini2001'],
};
