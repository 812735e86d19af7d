import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { contrastiveSphere } from '../suite/tracks/contrastive-sphere/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, quickPanels } from './panels.ts';

/** The board of `contrastive-sphere`. */
export const contrastiveSphereBoard: BoardPolicy = {
  track: contrastiveSphere,
  primary: { metric: 'r2', part: 'score' },
  ...quickPanels(['r2', 'r2_origin', 'mcc_affine', 'mcc_pearson', 'mcc_spearman']),
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
