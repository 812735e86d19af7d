import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { segments } from '../suite/tracks/segments/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `segments`. */
export const segmentsBoard: BoardPolicy = {
  track: segments,
  primary: { metric: 'mcc_spearman', part: 'coverage' },
  ...ELEMENTWISE_PANELS,
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
