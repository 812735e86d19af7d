import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { migSup } from './mig-sup.ts';

/** Mutual information gap by code. */
export const home: MetricHome<'mig_sup'> = {
  entry,
  computation: migSup,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 2 },
  growth: {
    law: 'n · d · m',
    reason: 'one count for each row and pair of columns',
  },
};
