import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { contrastiveBox } from '../suite/tracks/contrastive-box/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `contrastive-box`. */
export const contrastiveBoxBoard: BoardPolicy = {
  track: contrastiveBox,
  primary: { metric: 'mcc_pearson', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
