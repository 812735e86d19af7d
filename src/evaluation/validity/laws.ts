import { DGPS } from '../../suite/dgps/catalogue.ts';
import { equicorrelatedGaussian } from '../../suite/dgps/equicorrelated-gaussian/index.ts';
import { independentGaussian } from '../../suite/dgps/independent-gaussian/index.ts';
import { independentNonGaussian } from '../../suite/dgps/independent-non-gaussian/index.ts';
import type { LawRequest } from './law.ts';

/** The law of the setting that every page names first: independent normal factors. */
export const NAMED_LAW: LawRequest = { dgp: independentGaussian.id };
/** The same, with strongly correlated factors. */
const CORRELATED_LAW: LawRequest = { dgp: equicorrelatedGaussian.id, parameters: { rho: 0.9 } };

/** Laws that the stored tables of validity cover: every DGP as it is by default, and strongly correlated factors. */
export const VALIDITY_LAWS: readonly LawRequest[] = [...DGPS.map(({ id }): LawRequest => ({ dgp: id })), CORRELATED_LAW];

/** Laws on which sizes and doses are varied. */
export const SWEEP_LAWS: readonly LawRequest[] = [NAMED_LAW, CORRELATED_LAW, { dgp: independentNonGaussian.id }];
