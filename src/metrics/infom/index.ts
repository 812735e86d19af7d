import { sharesCost } from '../families/infomec/infomec-cost.ts';
import { infomInfoc } from '../families/infomec/infom-infoc.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** InfoMEC modularity. */
export const home: MetricHome<'infom'> = {
  entry,
  computation: infomInfoc,
  ...sharesCost,
};
