import { assignMaximum } from '../../../core/linear-algebra/assignment.ts';
import type { Matrix } from '../../../core/matrix.ts';

/** How a rejection matrix compares with codes that measure one factor each. */
export interface ExclusivityScores {
  /** Share of the rejections that would be enough: codes with any, over rejections; 1 where every code has at most one, null without any. */
  readonly precision: number | null;
  /** Share of the factors that different codes can be assigned to. */
  readonly recall: number;
  /** Harmonic mean of both; 0 without any rejection. */
  readonly score: number;
}

/** Number of pairs in the largest matching of codes with factors among the rejections. */
export function largestMatching(rejections: Matrix): number {
  return Math.round(assignMaximum(rejections).total);
}

/**
 * Exclusivity of a rejection matrix, whatever the order of codes and factors: entanglement lowers precision, missing factors lower recall. Several codes
 * for one factor, and codes that measure nothing, cost nothing.
 *
 * @param rejections d × m, entries 0 or 1
 */
export function scoreExclusivity(rejections: Matrix): ExclusivityScores {
  const { rows: d, columns: m, data } = rejections;
  let total = 0;
  let measuring = 0;
  for (let i = 0; i < m; i++) {
    let own = 0;
    for (let j = 0; j < d; j++) own += data[i * d + j]!;
    total += own;
    if (own > 0) measuring++;
  }
  if (total === 0) return { precision: null, recall: 0, score: 0 };
  const precision = measuring / total;
  const recall = largestMatching(rejections) / d;
  return { precision, recall, score: (2 * precision * recall) / (precision + recall) };
}

/** Entries that differ from the m × d identity, as the release's other score counts them: the order of codes matters to it. */
export function countIdentityErrors({ rows: d, columns: m, data }: Matrix): number {
  let errors = 0;
  for (let i = 0; i < m; i++) for (let j = 0; j < d; j++) if (data[i * d + j] !== (i === j ? 1 : 0)) errors++;
  return errors;
}
