import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { sap } from './sap.ts';

/** Separated attribute predictability. */
export const home: MetricHome<'sap'> = {
  entry,
  computation: sap,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · d · m',
    reason: 'one product for each row and pair of columns',
  },
};
