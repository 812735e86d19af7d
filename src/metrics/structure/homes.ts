// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import { home as shd } from './shd/index.ts';
import { home as saeMcc } from './sae_mcc/index.ts';
import type { StructureMetric } from './structure-metric.ts';

/** Metrics of what comes with an encoder, which two arrays of factors and codes alone cannot give. */
export type StructureKey = 'shd' | 'sae_mcc';

/** Every metric of graphs and dictionaries. */
export const STRUCTURE_METRICS: { readonly [Key in StructureKey]: StructureMetric<Key> } = {
  shd,
  sae_mcc: saeMcc,
};
