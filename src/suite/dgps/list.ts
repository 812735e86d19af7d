// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import type { Dgp } from './dgp.ts';
import { independentGaussian } from './independent-gaussian/index.ts';
import { equicorrelatedGaussian } from './equicorrelated-gaussian/index.ts';
import { functionalRedundancy } from './functional-redundancy/index.ts';
import { jointRedundancy } from './joint-redundancy/index.ts';
import { independentNonGaussian } from './independent-non-gaussian/index.ts';
import { discrete } from './discrete/index.ts';
import { linearScm } from './linear-scm/index.ts';
import { sparse } from './sparse/index.ts';

/** Ids of all DGPs. */
export type DgpId = (
  | typeof independentGaussian
  | typeof equicorrelatedGaussian
  | typeof functionalRedundancy
  | typeof jointRedundancy
  | typeof independentNonGaussian
  | typeof discrete
  | typeof linearScm
  | typeof sparse
)['id'];

/** Every data-generating process of the suite. */
export const DGPS: readonly Dgp<DgpId>[] = [
  independentGaussian,
  equicorrelatedGaussian,
  functionalRedundancy,
  jointRedundancy,
  independentNonGaussian,
  discrete,
  linearScm,
  sparse,
];
