import { tmexCost } from '../families/tmex/tmex-cost.ts';
import { tmex } from '../families/tmex/tmex.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** Test-based measurement exclusivity. */
export const home: MetricHome<'tmex'> = {
  entry,
  computation: tmex,
  ...tmexCost,
};
