/** What 1 − score measures: `correlation` scores leave 1 − s² of the variance, `share` scores leave 1 − s. */
export type ScoreScale = 'correlation' | 'share';

/** Residuals below this are success in both rows: differences there order nothing. */
const SUCCESS_RESIDUAL = 0.01;

/** How a board compares two scores. */
export interface Margin {
  readonly scale: ScoreScale;
  /** One row beats another where the other's residual is at least this many times its own; more than 1. */
  readonly factor: number;
}

/** The factor of boards that name none: R² .991 beats .979; .62 and .60 tie. */
export const DEFAULT_FACTOR = 1.25;

/**
 * What a score leaves over, in [0.01, 2]: scores at or above the success border count as equal.
 *
 * @param score at most 1; a negative correlation is as bad as none
 */
function residualOf(score: number, scale: ScoreScale): number {
  const residual = scale === 'correlation' ? 1 - Math.max(0, score) ** 2 : 1 - score;
  return Math.max(SUCCESS_RESIDUAL, residual);
}

/** 1 where `first` beats `second` by the margin, −1 where it loses, 0 where they tie. */
export function compareScores(first: number, second: number, { scale, factor }: Margin): -1 | 0 | 1 {
  const a = residualOf(first, scale);
  const b = residualOf(second, scale);
  if (b >= factor * a) return 1;
  return a >= factor * b ? -1 : 0;
}
