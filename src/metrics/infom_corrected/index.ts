import { correctedCost } from '../families/infomec/infomec-cost.ts';
import { infomInfocCorrected } from '../families/infomec/infom-infoc-corrected.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** InfoMEC modularity above noise. */
export const home: MetricHome<'infom_corrected'> = {
  entry,
  computation: infomInfocCorrected,
  ...correctedCost,
};
