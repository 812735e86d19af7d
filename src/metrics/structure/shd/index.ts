import type { StructureMetric } from '../structure-metric.ts';
import { computeShd } from './structural-hamming-distance.ts';

export const home: StructureMetric<'shd'> = {
  key: 'shd',
  title: 'Structural Hamming distance, as a share of agreement',
  rankPart: 'score',
  range: [0, 1],
  compute: computeShd,
};
