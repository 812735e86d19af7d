import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { mig } from './mig.ts';

/** Mutual information gap. */
export const home: MetricHome<'mig'> = {
  entry,
  computation: mig,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 2, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · d · m',
    reason: 'one count for each row and pair of columns',
  },
};
