import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mccRdcCentred } from './mcc-rdc-centred.ts';

/** Mean correlation coefficient (randomised dependence, centred). */
export const home: MetricHome<'mcc_rdc_centred'> = {
  entry,
  computation: mccRdcCentred,
  milliseconds: { base: 8, 'n = 100': 6, 'n = 10000': 40, 'd = 10': 20, 'd = 20': 46, 'm = 2d': 12, 'm = 5d': 20 },
  growth: {
    law: 'n · d · m',
    reason: 'products of bases for each pair of columns',
  },
};
