import { pow } from '../../core/mathematics.ts';

/** Trainings of a row that ended below their floor. */
export interface Collapses {
  readonly collapsed: number;
  readonly trainings: number;
  /** With 95% confidence, the rate of collapse is below this. */
  readonly rateBelow: number;
}

const CONFIDENCE = 0.95;
/** Halvings of [0, 1] after which float64 has no more digits to give. */
const HALVINGS = 60;

/** P(at most `count` of `trials`) at this rate. */
function atMost(count: number, trials: number, rate: number): number {
  let binomial = 1;
  let sum = 0;
  for (let k = 0; k <= count; k++) {
    sum += binomial * pow(rate, k) * pow(1 - rate, trials - k);
    binomial = (binomial * (trials - k)) / (k + 1);
  }
  return sum;
}

/** Counts with the exact one-sided bound of Clopper and Pearson (Biometrika 26, 1934). */
export function countCollapses(collapsed: number, trainings: number): Collapses {
  let [low, high] = [0, 1];
  if (collapsed < trainings)
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (atMost(collapsed, trainings, middle) > 1 - CONFIDENCE) low = middle;
      else high = middle;
    }
  return { collapsed, trainings, rateBelow: high };
}
