import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { r2Kernel } from './kernel-r2.ts';

/** R² by kernel regression. */
export const home: MetricHome<'r2_kernel'> = {
  entry,
  computation: r2Kernel,
  milliseconds: { base: 55, 'n = 100': 3, 'n = 10000': 900, 'd = 10': 72, 'd = 20': 75, 'm = 2d': 55, 'm = 5d': 80 },
  growth: {
    law: 'constant from n = 6,000 on, n³ below',
    reason: 'at most 2,000 rows are fitted and 4,000 scored',
  },
};
