import { exactBounds } from '../../core/statistics/binomial.ts';

/** Trainings of a row that ended below their floor. */
export interface Collapses {
  readonly collapsed: number;
  readonly trainings: number;
  /** With 95% confidence, the rate of collapse is below this. */
  readonly rateBelow: number;
}

const ERROR = 0.05;

/** Counts with the exact one-sided bound of their rate. */
export function countCollapses(collapsed: number, trainings: number): Collapses {
  return { collapsed, trainings, rateBelow: exactBounds(collapsed, trainings, ERROR).upper };
}
