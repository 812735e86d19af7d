import { findMatchedFaults, findMixingFaults } from '../geometry.ts';
import { defineLinearMix } from '../shared/linear-mix.ts';

/** E3: an invertible dense linear mix. */
export const denseLinear = defineLinearMix({
  id: 'E3',
  title: 'Dense linear',
  description: 'As many codes as factors; each is a linear mix of all factors, by a random matrix of condition number κ.',
  codes: 'fixed',
  reach: 'core',
  defaultCodeCount: (d) => d,
  findFaults: (setting) => [...findMatchedFaults(setting), ...findMixingFaults(setting)],
});
