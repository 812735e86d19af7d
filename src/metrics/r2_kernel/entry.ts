import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'r2_kernel'> = {
  key: 'r2_kernel',
  title: 'R² by kernel regression',
  group: 'r2_kernel',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['block'],
  stochastic: true,
  cost: 'slow',
  sources: ['vonkuegelgen2021'],
};
