import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mccPearson } from './mcc-pearson.ts';

/** Mean correlation coefficient (Pearson). */
export const home: MetricHome<'mcc_pearson'> = {
  entry,
  computation: mccPearson,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · d · m',
    reason: 'one product for each row and pair of columns',
  },
};
