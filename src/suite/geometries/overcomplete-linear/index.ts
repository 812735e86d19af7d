import { findMixingFaults, findOvercompleteFaults } from '../geometry.ts';
import { defineLinearMix } from '../shared/linear-mix.ts';

/** Codes for each factor where no number is asked for. */
const DEFAULT_OVERCOMPLETENESS = 2;

/** E7: a dense linear mix into more codes than factors. */
export const overcompleteLinear = defineLinearMix({
  id: 'E7',
  title: 'Overcomplete dense linear',
  description: 'More codes than factors; each is a linear mix of all factors, by a random matrix of condition number κ.',
  codes: 'over',
  reach: 'representative',
  defaultCodeCount: (d) => DEFAULT_OVERCOMPLETENESS * d,
  findFaults: (setting) => [...findOvercompleteFaults(setting), ...findMixingFaults(setting)],
});
