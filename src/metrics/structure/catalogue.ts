import { STRUCTURE_METRICS, type StructureKey } from './homes.ts';

export { STRUCTURE_METRICS, type StructureKey } from './homes.ts';

/** Whether `key` names a metric of graphs or dictionaries. */
export function isStructureKey(key: string): key is StructureKey {
  return Object.hasOwn(STRUCTURE_METRICS, key);
}
