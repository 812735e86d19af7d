import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `linear-ica`. */
export const linearIcaBoard: BoardPolicy = {
  track: linearIca,
  primary: { metric: 'mcc_pearson', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
