import { saeMcc } from './dictionary-recovery.ts';
import { shd } from './structural-hamming-distance.ts';
import type { StructureKey, StructureMetric } from './structure-metric.ts';

/** Every metric of graphs and dictionaries. */
export const STRUCTURE_METRICS: Readonly<Record<StructureKey, StructureMetric>> = { shd, sae_mcc: saeMcc };

/** Whether `key` names a metric of graphs or dictionaries. */
export function isStructureKey(key: string): key is StructureKey {
  return Object.hasOwn(STRUCTURE_METRICS, key);
}
