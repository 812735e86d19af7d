import { InputError } from '../../core/input-error.ts';
import { discrete } from './discrete.ts';
import type { Dgp } from './dgp.ts';
import { equicorrelatedGaussian } from './equicorrelated-gaussian.ts';
import { functionalRedundancy } from './functional-redundancy.ts';
import { independentGaussian } from './independent-gaussian.ts';
import { independentNonGaussian } from './independent-non-gaussian.ts';
import { jointRedundancy } from './joint-redundancy.ts';
import { linearScm } from './linear-scm.ts';
import { sparse } from './sparse.ts';

/** Every data-generating process of the suite. The first four are those of Joshi et al. 2026. */
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

/** @throws InputError for an unknown name */
export function findDgp(id: string): Dgp {
  const dgp = DGPS.find((candidate) => candidate.id === id);
  if (dgp !== undefined) return dgp;
  throw new InputError({
    path: 'dgp',
    rule: `"${id}" is not a DGP`,
    fix: `choose from ${DGPS.map((known) => known.id).join(', ')}`,
  });
}
