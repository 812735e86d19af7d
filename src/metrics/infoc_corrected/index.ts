import { correctedCost } from '../families/infomec/infomec-cost.ts';
import { infomInfocCorrected } from '../families/infomec/infom-infoc-corrected.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** InfoMEC compactness above noise. */
export const home: MetricHome<'infoc_corrected'> = {
  entry,
  computation: infomInfocCorrected,
  ...correctedCost,
};
