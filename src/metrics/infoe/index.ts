import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { infoe } from './infoe.ts';

/** InfoMEC explicitness. */
export const home: MetricHome<'infoe'> = {
  entry,
  computation: infoe,
  milliseconds: { base: 45, 'n = 100': 20, 'n = 10000': 190, 'd = 10': 160, 'd = 20': 970, 'm = 2d': 50, 'm = 5d': 55 },
  growth: {
    law: 'n · d · r, and d · r² to d · r³',
    reason:
      'passes over the rows, r being the rank of the codes, which a linear mix holds at d; the curvature is taken from at most a quarter of the rows',
  },
};
