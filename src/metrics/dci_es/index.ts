import type { MetricHome } from '../metric-home.ts';
import { dciEs } from './dci-es.ts';
import { entry } from './entry.ts';

/** Explicitness and size (DCI-ES). */
export const home: MetricHome<'dci_es'> = {
  entry,
  computation: dciEs,
  milliseconds: { base: 22, 'n = 100': 9, 'n = 10000': 120, 'd = 10': 40, 'd = 20': 85, 'm = 2d': 35, 'm = 5d': 60 },
  growth: {
    law: 'n · (m + 128) · (d + m + 128), n counting up to 8,000',
    reason: 'least squares on the codes and 128 random features; at most 2,000 rows are fitted and 4,000 scored',
  },
};
