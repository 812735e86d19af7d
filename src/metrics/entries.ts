// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import { entry as mccPearson } from './mcc_pearson/entry.ts';
import { entry as mccSpearman } from './mcc_spearman/entry.ts';
import { entry as r2 } from './r2/entry.ts';
import { entry as r2Origin } from './r2_origin/entry.ts';
import { entry as mig } from './mig/entry.ts';
import { entry as dciD } from './dci_d/entry.ts';
import { entry as dciC } from './dci_c/entry.ts';
import { entry as dciI } from './dci_i/entry.ts';
import { entry as dciMin } from './dci_min/entry.ts';
import { entry as infom } from './infom/entry.ts';
import { entry as infoc } from './infoc/entry.ts';
import { entry as infoe } from './infoe/entry.ts';
import { entry as infomCorrected } from './infom_corrected/entry.ts';
import { entry as infocCorrected } from './infoc_corrected/entry.ts';
import { entry as mccCrossfit } from './mcc_crossfit/entry.ts';
import { entry as mccCrossfitSpearman } from './mcc_crossfit_spearman/entry.ts';
import { entry as mccAffine } from './mcc_affine/entry.ts';
import { entry as migSup } from './mig_sup/entry.ts';
import { entry as sap } from './sap/entry.ts';
import { entry as modularity } from './modularity/entry.ts';
import { entry as mccRdc } from './mcc_rdc/entry.ts';
import { entry as mccRdcCentred } from './mcc_rdc_centred/entry.ts';
import { entry as tmex } from './tmex/entry.ts';
import { entry as tmexControlled } from './tmex_controlled/entry.ts';
import { entry as r2Kernel } from './r2_kernel/entry.ts';
import { entry as migCorrected } from './mig_corrected/entry.ts';
import { entry as irs } from './irs/entry.ts';
import { entry as dciEs } from './dci_es/entry.ts';
import { entry as cka } from './cka/entry.ts';
import type { MetricEntry } from './metric-entry.ts';

export type MetricKey =
  | 'mcc_pearson'
  | 'mcc_spearman'
  | 'r2'
  | 'r2_origin'
  | 'mig'
  | 'dci_d'
  | 'dci_c'
  | 'dci_i'
  | 'dci_min'
  | 'infom'
  | 'infoc'
  | 'infoe'
  | 'infom_corrected'
  | 'infoc_corrected'
  | 'mcc_crossfit'
  | 'mcc_crossfit_spearman'
  | 'mcc_affine'
  | 'mig_sup'
  | 'sap'
  | 'modularity'
  | 'mcc_rdc'
  | 'mcc_rdc_centred'
  | 'tmex'
  | 'tmex_controlled'
  | 'r2_kernel'
  | 'mig_corrected'
  | 'irs'
  | 'dci_es'
  | 'cka';

/** Every metric of the registry, in the order in which pages list them. */
export const METRICS: { readonly [Key in MetricKey]: MetricEntry<Key> } = {
  mcc_pearson: mccPearson,
  mcc_spearman: mccSpearman,
  r2,
  r2_origin: r2Origin,
  mig,
  dci_d: dciD,
  dci_c: dciC,
  dci_i: dciI,
  dci_min: dciMin,
  infom,
  infoc,
  infoe,
  infom_corrected: infomCorrected,
  infoc_corrected: infocCorrected,
  mcc_crossfit: mccCrossfit,
  mcc_crossfit_spearman: mccCrossfitSpearman,
  mcc_affine: mccAffine,
  mig_sup: migSup,
  sap,
  modularity,
  mcc_rdc: mccRdc,
  mcc_rdc_centred: mccRdcCentred,
  tmex,
  tmex_controlled: tmexControlled,
  r2_kernel: r2Kernel,
  mig_corrected: migCorrected,
  irs,
  dci_es: dciEs,
  cka,
};
