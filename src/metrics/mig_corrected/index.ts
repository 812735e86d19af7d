import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { migCorrected } from './mig-corrected.ts';

/** Mutual information gap above chance. */
export const home: MetricHome<'mig_corrected'> = {
  entry,
  computation: migCorrected,
  milliseconds: { base: 6, 'n = 100': 2, 'n = 10000': 12, 'd = 10': 12, 'd = 20': 35, 'm = 2d': 4, 'm = 5d': 6 },
  growth: {
    law: 'n · (d · m + (d + m) · log n)',
    reason: 'ranks of each column, then one count for each row and pair of columns',
  },
};
