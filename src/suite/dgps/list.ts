// Generated from the folders beside this file; to change it: npm run -s lists
import type { Dgp } from './dgp.ts';
import { independentGaussian } from './independent-gaussian/index.ts';
import { equicorrelatedGaussian } from './equicorrelated-gaussian/index.ts';
import { functionalRedundancy } from './functional-redundancy/index.ts';
import { jointRedundancy } from './joint-redundancy/index.ts';
import { independentNonGaussian } from './independent-non-gaussian/index.ts';
import { discrete } from './discrete/index.ts';
import { linearScm } from './linear-scm/index.ts';
import { sparse } from './sparse/index.ts';

/** Identifiers of all DGPs. */
export type DgpId = 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8';

/** Every data-generating process of the suite. */
export const DGPS: readonly Dgp[] = [
  independentGaussian,
  equicorrelatedGaussian,
  functionalRedundancy,
  jointRedundancy,
  independentNonGaussian,
  discrete,
  linearScm,
  sparse,
];
