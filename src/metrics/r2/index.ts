import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { r2 } from './r2.ts';

/** R² with intercept. */
export const home: MetricHome<'r2'> = {
  entry,
  computation: r2,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 2 },
  growth: {
    law: 'n · m · (d + m)',
    reason: 'one factorisation of the codes for all factors',
  },
};
