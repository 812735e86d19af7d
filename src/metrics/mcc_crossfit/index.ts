import { mccCrossfit } from '../families/mcc-crossfit/mcc-crossfit.ts';
import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';

/** Cross-fitted mean correlation coefficient (Pearson). */
export const home: MetricHome<'mcc_crossfit'> = {
  entry,
  computation: mccCrossfit,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 8, 'd = 10': 2, 'd = 20': 4, 'm = 2d': 2, 'm = 5d': 2 },
  growth: {
    law: 'n · d · m',
    reason: 'one product for each row and pair of columns',
  },
};
