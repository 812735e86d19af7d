import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { sprites } from '../suite/tracks/sprites/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, quickPanels } from './panels.ts';

/** The board of `sprites`. */
export const spritesBoard: BoardPolicy = {
  track: sprites,
  primary: { metric: 'dci_min', part: 'score' },
  ...quickPanels(['dci_min', 'dci_d', 'dci_c', 'dci_i', 'mcc_pearson', 'mcc_spearman', 'r2', 'mig']),
  nearestDgp: independentNonGaussian.id,
  ...COMMON_RULES,
};
