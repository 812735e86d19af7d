import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { irs } from './irs.ts';

/** Interventional robustness. */
export const home: MetricHome<'irs'> = {
  entry,
  computation: irs,
  milliseconds: { base: 5, 'n = 100': 2, 'n = 10000': 50, 'd = 10': 14, 'd = 20': 55, 'm = 2d': 6, 'm = 5d': 16 },
  growth: {
    law: 'n · d · m · log n',
    reason: 'deviations are sorted within the classes of a factor, for each pair of columns',
  },
};
