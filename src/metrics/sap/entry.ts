import type { MetricEntry } from '../metric-entry.ts';

export const entry: MetricEntry<'sap'> = {
  key: 'sap',
  title: 'Separated attribute predictability',
  group: 'sap',
  rankPart: 'score',
  range: [0, 1],
  certifies: ['compact', 'affine-elementwise'],
  stochastic: false,
  cost: 'fast',
  sources: ['kumar2018', 'locatello2019'],
};
