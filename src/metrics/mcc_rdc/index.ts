import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mccRdc } from './mcc-rdc.ts';

/** Mean correlation coefficient (randomised dependence). */
export const home: MetricHome<'mcc_rdc'> = {
  entry,
  computation: mccRdc,
  milliseconds: { base: 40, 'n = 100': 25, 'n = 10000': 300, 'd = 10': 106, 'd = 20': 337, 'm = 2d': 60, 'm = 5d': 146 },
  growth: {
    law: 'n · d · m',
    reason: 'two bases and their products for each pair of columns',
  },
};
