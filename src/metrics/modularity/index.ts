import type { MetricHome } from '../metric-home.ts';
import { entry } from './entry.ts';
import { modularity } from './modularity.ts';

/** Modularity (Ridgeway and Mozer). */
export const home: MetricHome<'modularity'> = {
  entry,
  computation: modularity,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 2 },
  growth: {
    law: 'n · d · m',
    reason: 'one count for each row and pair of columns',
  },
};
