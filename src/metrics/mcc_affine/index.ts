import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mccAffine } from './mcc-affine.ts';

/** Mean correlation coefficient after an affine map. */
export const home: MetricHome<'mcc_affine'> = {
  entry,
  computation: mccAffine,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 2, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · m · (d + m)',
    reason: 'one factorisation of the codes for all factors',
  },
};
