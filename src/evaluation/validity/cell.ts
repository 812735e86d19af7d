import type { Looks } from './error-rate.ts';
import type { KindId } from './kinds.ts';

/** A score, or null where the metric gives none. */
export type Score = number | null;

/** One metric's scores on draws of one sampler in one stratum: what every judgement is made from. */
export interface Cell {
  readonly kind: KindId;
  readonly side: 'success' | 'failure';
  /** Name of the sampler. */
  readonly sampler: string;
  /** In the order of the seeds, so that equal places of two cells are draws of the same factors. */
  readonly scores: readonly Score[];
}

/** What was asked for in a stratum, and what came of it. */
export interface StratumScores {
  /** Samplers that the claim requires here: the kinds of the claim that are available. */
  readonly required: readonly { readonly kind: KindId; readonly side: 'success' | 'failure'; readonly sampler: string }[];
  /** Kinds of the claim without an available sampler. */
  readonly unavailable: readonly KindId[];
  /** Whether the claim has dense linear mixes among its failures. */
  readonly needsLinear: boolean;
  readonly cells: readonly Cell[];
  readonly looks: Looks;
}

/** Decimals of stored scores. */
const DECIMALS = 1e4;
/** Differences below this are rounding of the arithmetic. */
const ROUNDING = 1e9;
/** Thresholds lie between 0 and 1; how far below a score lies does not matter. */
const LEAST = -1;

/**
 * A score as it is stored: rounded down to four decimals, so that "at least t" is the same for every threshold of four decimals. What differs only
 * by rounding of the arithmetic is equal.
 */
export function storedScore(score: Score): Score {
  if (score === null || Number.isNaN(score)) return null;
  return Math.max(LEAST, Math.floor(Math.round(score * ROUNDING) / (ROUNDING / DECIMALS)) / DECIMALS);
}

/** Whether "score ≥ t says recovered" errs on a draw. No score says nothing: wrong of a success, right of a failure. */
export function errs(side: 'success' | 'failure', score: Score, threshold: number): boolean {
  const says = score !== null && score >= threshold;
  return side === 'success' ? !says : says;
}
