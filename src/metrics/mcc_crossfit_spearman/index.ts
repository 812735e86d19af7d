import { mccCrossfitSpearman } from '../families/mcc-crossfit/mcc-crossfit.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** Cross-fitted mean correlation coefficient (Spearman). */
export const home: MetricHome<'mcc_crossfit_spearman'> = {
  entry,
  computation: mccCrossfitSpearman,
  milliseconds: { base: 3, 'n = 100': 1, 'n = 10000': 18, 'd = 10': 4, 'd = 20': 10, 'm = 2d': 4, 'm = 5d': 6 },
  growth: {
    law: 'n · (d · m + (d + m) · log n)',
    reason: 'sorting each column, then pairs of columns',
  },
};
