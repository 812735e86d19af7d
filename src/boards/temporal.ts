import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { temporal } from '../suite/tracks/temporal/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `temporal`. */
export const temporalBoard: BoardPolicy = {
  track: temporal,
  primary: { metric: 'mcc_spearman', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
