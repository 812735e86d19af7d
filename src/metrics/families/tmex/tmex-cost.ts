import type { ComputationCost } from '../../metric-home.ts';

/** Both scores come of the same tests. */
export const tmexCost: ComputationCost = {
  milliseconds: { base: 5, 'n = 100': 2, 'n = 10000': 42, 'd = 10': 10, 'd = 20': 26, 'm = 2d': 7, 'm = 5d': 14 },
  growth: {
    law: 'n · d · (d + m), and d³ a factor',
    reason: 'all regressions share one factorisation of each half',
  },
};
