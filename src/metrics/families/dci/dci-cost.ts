import type { ComputationCost } from '../../metric-home.ts';

/** All four scores come of the same trees. */
export const dciCost: ComputationCost = {
  milliseconds: { base: 42, 'n = 100': 19, 'n = 10000': 180, 'd = 10': 82, 'd = 20': 258, 'm = 2d': 44, 'm = 5d': 69 },
  growth: {
    law: 'n · d · m',
    reason: 'each of 100 trees looks at every row of every code; sorting is done once',
  },
};
