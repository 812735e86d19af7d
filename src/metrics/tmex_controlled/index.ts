import { tmexCost } from '../families/tmex/tmex-cost.ts';
import { tmex } from '../families/tmex/tmex.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** Measurement exclusivity with controlled false discoveries. */
export const home: MetricHome<'tmex_controlled'> = {
  entry,
  computation: tmex,
  ...tmexCost,
};
