import { sprites } from '../suite/tracks/sprites/sprites.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, quickPanels } from './panels.ts';

/** The board of `sprites`. */
export const spritesBoard: BoardPolicy = {
  track: sprites,
  primary: { metric: 'dci_min', part: 'score' },
  ...quickPanels(['dci_min', 'dci_d', 'dci_c', 'dci_i', 'mcc_pearson', 'mcc_spearman', 'r2', 'mig']),
  nearestDgp: 'D5',
  ...COMMON_RULES,
};
