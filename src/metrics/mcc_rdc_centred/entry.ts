import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'mcc_rdc_centred'> = {
  key: 'mcc_rdc_centred',
  title: 'Mean correlation coefficient (randomised dependence, centred)',
  group: 'mcc_rdc_centred',
  rankPart: 'coverage',
  range: [0, 1],
  certifies: ['elementwise'],
  stochastic: true,
  cost: 'slow',
  sources: ['lopezpaz2013'],
};
