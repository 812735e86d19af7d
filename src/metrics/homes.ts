// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import { home as mccPearson } from './mcc_pearson/index.ts';
import { home as mccSpearman } from './mcc_spearman/index.ts';
import { home as r2 } from './r2/index.ts';
import { home as r2Origin } from './r2_origin/index.ts';
import { home as mig } from './mig/index.ts';
import { home as dciD } from './dci_d/index.ts';
import { home as dciC } from './dci_c/index.ts';
import { home as dciI } from './dci_i/index.ts';
import { home as dciMin } from './dci_min/index.ts';
import { home as infom } from './infom/index.ts';
import { home as infoc } from './infoc/index.ts';
import { home as infoe } from './infoe/index.ts';
import { home as infomCorrected } from './infom_corrected/index.ts';
import { home as infocCorrected } from './infoc_corrected/index.ts';
import { home as mccCrossfit } from './mcc_crossfit/index.ts';
import { home as mccCrossfitSpearman } from './mcc_crossfit_spearman/index.ts';
import { home as mccAffine } from './mcc_affine/index.ts';
import { home as migSup } from './mig_sup/index.ts';
import { home as sap } from './sap/index.ts';
import { home as modularity } from './modularity/index.ts';
import { home as mccRdc } from './mcc_rdc/index.ts';
import { home as mccRdcCentred } from './mcc_rdc_centred/index.ts';
import { home as tmex } from './tmex/index.ts';
import { home as tmexControlled } from './tmex_controlled/index.ts';
import { home as r2Kernel } from './r2_kernel/index.ts';
import { home as migCorrected } from './mig_corrected/index.ts';
import { home as irs } from './irs/index.ts';
import { home as dciEs } from './dci_es/index.ts';
import { home as cka } from './cka/index.ts';
import type { MetricKey } from './entries.ts';
import type { MetricHome } from './metric-home.ts';

/** Every metric with what computes it, in the order of the catalogue. */
export const METRIC_HOMES: { readonly [Key in MetricKey]: MetricHome<Key> } = {
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
