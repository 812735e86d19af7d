import { temporal } from '../suite/tracks/temporal.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `temporal`. */
export const temporalBoard: BoardPolicy = {
  track: temporal,
  primary: { metric: 'mcc_spearman', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: 'D5',
  ...COMMON_RULES,
};
