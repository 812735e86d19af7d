import { linearScm } from '../suite/dgps/linear-scm/index.ts';
import { interventions } from '../suite/tracks/interventions/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, ELEMENTWISE_PANELS } from './panels.ts';

/** The board of `interventions`. */
export const interventionsBoard: BoardPolicy = {
  track: interventions,
  primary: { metric: 'mcc_pearson', part: 'coverage' },
  panel: [...ELEMENTWISE_PANELS.panel, 'shd'],
  browserPanel: [...ELEMENTWISE_PANELS.browserPanel, 'shd'],
  nearestDgp: linearScm.id,
  ...COMMON_RULES,
};
