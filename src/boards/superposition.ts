import { sparse } from '../suite/dgps/sparse/index.ts';
import { superposition } from '../suite/tracks/superposition/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, quickPanels } from './panels.ts';

/** The board of `superposition`. */
export const superpositionBoard: BoardPolicy = {
  track: superposition,
  primary: { metric: 'sae_mcc', part: 'coverage' },
  ...quickPanels(['sae_mcc']),
  nearestDgp: sparse.id,
  ...COMMON_RULES,
};
