import type { StructureMetric } from '../structure-metric.ts';
import { computeSaeMcc } from './dictionary-recovery.ts';

export const home: StructureMetric<'sae_mcc'> = {
  key: 'sae_mcc',
  title: 'Mean correlation coefficient of the dictionary',
  rankPart: 'coverage',
  range: [0, 1],
  compute: computeSaeMcc,
};
