import { linearIca } from '../suite/tracks/linear-ica.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `linear-ica`. */
export const linearIcaBoard: BoardPolicy = {
  track: linearIca,
  primary: { metric: 'mcc_pearson', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: 'D5',
  ...COMMON_RULES,
};
