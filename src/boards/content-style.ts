import { linearScm } from '../suite/dgps/linear-scm/index.ts';
import { CONTENT_FACTORS, contentStyle } from '../suite/tracks/content-style/index.ts';
import type { BoardPolicy } from './board-policy.ts';
import { COMMON_RULES, quickPanels } from './panels.ts';

/** The board of `content-style`. */
export const contentStyleBoard: BoardPolicy = {
  track: contentStyle,
  primary: { metric: 'r2_kernel', part: 'isolation' },
  ...quickPanels(['r2_kernel', 'r2', 'mcc_pearson']),
  rankedCodes: CONTENT_FACTORS,
  nearestDgp: linearScm.id,
  ...COMMON_RULES,
};
