import type { ComputationCost } from '../../metric-home.ts';

/** Both scores come of the same information. */
export const sharesCost: ComputationCost = {
  milliseconds: { base: 8, 'n = 100': 4, 'n = 10000': 22, 'd = 10': 10, 'd = 20': 42, 'm = 2d': 9, 'm = 5d': 16 },
  growth: {
    law: 'n · d · m',
    reason: 'neighbours are counted along each sorted code, for each factor',
  },
};

/** Both scores come of the same information, and of that of permuted codes. */
export const correctedCost: ComputationCost = {
  milliseconds: { base: 20, 'n = 100': 15, 'n = 10000': 120, 'd = 10': 45, 'd = 20': 85, 'm = 2d': 25, 'm = 5d': 40 },
  growth: {
    law: 'n · d · m',
    reason: 'as infom, with permuted codes; at least 20 of these, so that few codes cost as much as 20',
  },
};
