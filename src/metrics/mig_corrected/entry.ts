import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mig_corrected'> = {
  key: 'mig_corrected',
  title: 'Mutual information gap above chance',
  group: 'mig_corrected',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact'],
  stochastic: false,
  cost: 'fast',
  sources: ['chen2018', 'vinh2010'],
};
