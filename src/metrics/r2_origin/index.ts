import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { r2Origin } from './r2-origin.ts';

/** R² through the origin. */
export const home: MetricHome<'r2_origin'> = {
  entry,
  computation: r2Origin,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · m · (d + m)',
    reason: 'one factorisation of the codes for all factors',
  },
};
