import { contrastiveBox } from '../suite/tracks/contrastive-box.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `contrastive-box`. */
export const contrastiveBoxBoard: BoardPolicy = {
  track: contrastiveBox,
  primary: { metric: 'mcc_pearson', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: 'D5',
  ...COMMON_RULES,
};
