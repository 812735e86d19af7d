import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'tmex'> = {
  key: 'tmex',
  title: 'Test-based measurement exclusivity',
  group: 'tmex',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['measurement-structure'],
  stochastic: true,
  cost: 'fast',
  sources: ['yao2025', 'lundborg2024'],
};
