import { cka } from './cka/cka.ts';
import { dciEs } from './dci-es/dci-es.ts';
import { dciGroup } from './dci/dci-group.ts';
import { infoe } from './infomec/infoe.ts';
import { infomInfocCorrected } from './infomec/infom-infoc-corrected.ts';
import { infomInfoc } from './infomec/infom-infoc.ts';
import { irs } from './irs/irs.ts';
import { r2Kernel } from './kernel-r2/kernel-r2.ts';
import { mccAffine } from './mcc-affine/mcc-affine.ts';
import { mccCrossfit, mccCrossfitSpearman } from './mcc-crossfit/mcc-crossfit.ts';
import { mccPearson } from './mcc/mcc-pearson.ts';
import { mccSpearman } from './mcc/mcc-spearman.ts';
import type { AnyMetricGroup } from './metric-group.ts';
import { migCorrected } from './mig/mig-corrected.ts';
import { migSup } from './mig/mig-sup.ts';
import { mig } from './mig/mig.ts';
import { modularity } from './modularity/modularity.ts';
import { r2Origin } from './r2/r2-origin.ts';
import { r2 } from './r2/r2.ts';
import { mccRdcCentred } from './rdc/mcc-rdc-centred.ts';
import { mccRdc } from './rdc/mcc-rdc.ts';
import { sap } from './sap/sap.ts';
import { tmex } from './tmex/tmex.ts';

/** Every group that `measure` can run. The catalogue describes their metrics. */
export const METRIC_GROUPS: readonly AnyMetricGroup[] = [
  mccPearson,
  mccSpearman,
  r2,
  r2Origin,
  mig,
  dciGroup,
  infomInfoc,
  infoe,
  infomInfocCorrected,
  mccCrossfit,
  mccCrossfitSpearman,
  mccAffine,
  migSup,
  sap,
  modularity,
  mccRdc,
  mccRdcCentred,
  tmex,
  r2Kernel,
  migCorrected,
  irs,
  dciEs,
  cka,
];
