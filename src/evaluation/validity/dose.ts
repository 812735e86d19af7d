import { errs, type Score } from './cell.ts';
import { exactBounds } from '../../core/statistics/binomial.ts';
import { errorRate, type Looks } from './error-rate.ts';

/** Scores at one dose of a failure. */
export interface DoseScores {
  readonly dose: number;
  readonly scores: readonly Score[];
}

/** One point of a dose curve. */
export interface DosePoint {
  readonly dose: number;
  readonly draws: number;
  /** Draws whose score is at least the threshold. */
  readonly passed: number;
  /** 5%, 50% and 95% of the scores; null where there is no score. */
  readonly quantiles: readonly [number, number, number] | null;
}

/** The dose from which on a metric sees a failure, or why there is none. */
export type DetectionLimit =
  | { readonly is: 'dose'; readonly dose: number }
  | { readonly is: 'none'; readonly why: 'fails-perfect-codes' | 'passes-everything' };

const QUANTILES = [0.05, 0.5, 0.95] as const;

function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!;
}

/** The curve that is drawn. */
export function dosePoint({ dose, scores }: DoseScores, threshold: number): DosePoint {
  const sorted = scores.filter((score) => score !== null).sort((a, b) => a - b);
  const [low, middle, high] = QUANTILES;
  return {
    dose,
    draws: scores.length,
    passed: sorted.filter((score) => score >= threshold).length,
    quantiles: sorted.length === 0 ? null : [quantile(sorted, low), quantile(sorted, middle), quantile(sorted, high)],
  };
}

/**
 * The least dose from which on at most 10% of the draws pass, at it and at every larger dose that was tried.
 *
 * @param perfect scores of codes that are successes; only a metric that passes them detects anything
 */
export function detectionLimit(
  curve: readonly DoseScores[],
  perfect: readonly (readonly Score[])[],
  threshold: number,
  looks: Looks,
): DetectionLimit {
  const isSound = (side: 'success' | 'failure', scores: readonly Score[]) =>
    errorRate(
      scores.map((score) => errs(side, score, threshold)),
      looks,
    ).state === 'sound';
  if (!perfect.every((scores) => isSound('success', scores))) return { is: 'none', why: 'fails-perfect-codes' };
  const sorted = curve.filter(({ dose }) => dose > 0).sort((a, b) => a.dose - b.dose);
  let first = sorted.length;
  while (first > 0 && isSound('failure', sorted[first - 1]!.scores)) first--;
  return first === sorted.length ? { is: 'none', why: 'passes-everything' } : { is: 'dose', dose: sorted[first]!.dose };
}

const EVEN = 0.5;
const ERROR = 0.05;

/** The largest dose that at least half of the draws pass, with 95% confidence; null where not even a dose of 0 does. */
export function passesUpTo(curve: readonly DoseScores[], threshold: number): number | null {
  const passing = curve
    .filter(({ scores }) => {
      const passed = scores.filter((score) => score !== null && score >= threshold).length;
      return exactBounds(passed, scores.length, ERROR).lower >= EVEN;
    })
    .map(({ dose }) => dose);
  return passing.length === 0 ? null : Math.max(...passing);
}
