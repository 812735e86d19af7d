import { MINIMUM_COMMON_INSTANCES } from '../evaluation/paired-difference.ts';
import type { RecordedKey } from '../evaluation/recorded-key.ts';
import type { BoardPolicy } from './board-policy.ts';

/** The disentanglement of codes by gradient-boosted trees: minutes, so that no browser reruns it. */
const DCI = ['dci_d', 'dci_c', 'dci_i'] as const satisfies readonly RecordedKey[];

/** The quick metrics of a track whose factors are recovered one by one. */
const ELEMENTWISE_QUICK = ['mcc_pearson', 'mcc_spearman', 'r2', 'r2_origin', 'mig'] as const satisfies readonly RecordedKey[];

/** Panels of a track whose factors are recovered one by one. */
export const ELEMENTWISE_PANELS = {
  panel: [...ELEMENTWISE_QUICK, ...DCI],
  browserPanel: ELEMENTWISE_QUICK,
} as const satisfies Pick<BoardPolicy, 'panel' | 'browserPanel'>;

/** The same keys in both panels. */
export function quickPanels(panel: readonly RecordedKey[]): Pick<BoardPolicy, 'panel' | 'browserPanel'> {
  return { panel, browserPanel: panel };
}

/** Who competes on every board: recomputed rows whose training used no more than the track grants. */
export const COMMON_RULES = {
  rankedSupervision: ['none', 'as-track-grants'],
  fewestInstances: MINIMUM_COMMON_INSTANCES,
} as const satisfies Pick<BoardPolicy, 'rankedSupervision' | 'fewestInstances'>;
