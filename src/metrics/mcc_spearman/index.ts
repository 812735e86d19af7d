import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mccSpearman } from './mcc-spearman.ts';

/** Mean correlation coefficient (Spearman). */
export const home: MetricHome<'mcc_spearman'> = {
  entry,
  computation: mccSpearman,
  milliseconds: { base: 2, 'n = 100': 1, 'n = 10000': 15, 'd = 10': 6, 'd = 20': 12, 'm = 2d': 5, 'm = 5d': 9 },
  growth: {
    law: 'n · (d · m + (d + m) · log n)',
    reason: 'sorting each column, then pairs of columns',
  },
};
