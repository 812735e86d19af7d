import type { MetricHome } from '../metric-home.ts';
import { cka } from './cka.ts';
import { entry } from './entry.ts';

/** Linear centred kernel alignment. */
export const home: MetricHome<'cka'> = {
  entry,
  computation: cka,
  milliseconds: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  growth: {
    law: 'n · (d + m)²',
    reason: 'three products of all columns: codes with factors, and each with themselves',
  },
};
