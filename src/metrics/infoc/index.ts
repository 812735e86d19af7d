import { sharesCost } from '../families/infomec/infomec-cost.ts';
import { infomInfoc } from '../families/infomec/infom-infoc.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** InfoMEC compactness. */
export const home: MetricHome<'infoc'> = {
  entry,
  computation: infomInfoc,
  ...sharesCost,
};
