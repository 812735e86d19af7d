import { errs, type Cell, type StratumScores } from './cell.ts';
import { ERROR_LIMIT, errorRate, type ErrorRate, type Looks } from './error-rate.ts';
import type { KindId } from './kinds.ts';
import { worstOrdering, type Ordering } from './ordering.ts';
import { windowOf, type Window } from './window.ts';

/** The threshold of habit: a score of at least this says "recovered". */
const HABITUAL_THRESHOLD = 0.95;

/** Errors of the decision "score ≥ t" on one sampler. */
export interface CellRate extends ErrorRate {
  readonly kind: KindId;
  readonly side: 'success' | 'failure';
  readonly sampler: string;
}

/** What a metric is worth in one stratum. */
export type Standing =
  | { readonly is: 'not-covered'; readonly missing: readonly string[] }
  | { readonly is: 'cannot-be-tested'; readonly why: 'no-success' | 'no-failure' | 'no-linear' }
  | { readonly is: 'gives-no-score'; readonly share: number }
  | { readonly is: 'separates-at'; readonly threshold: number }
  | { readonly is: 'separates-between'; readonly above: number; readonly below: number }
  | { readonly is: 'does-not-separate'; readonly kinds: readonly KindId[]; readonly threshold: number }
  | { readonly is: 'undecided'; readonly open: readonly KindId[] };

/** Everything that is shown of a metric in one stratum. */
export interface Judgement {
  readonly standing: Standing;
  readonly rates: readonly CellRate[];
  readonly ordering: Ordering | undefined;
  readonly window: Window | undefined;
}

function rateOf(cell: Cell, threshold: number, looks: Looks): CellRate {
  const { kind, side, sampler, scores } = cell;
  return {
    kind,
    side,
    sampler,
    ...errorRate(
      scores.map((score) => errs(side, score, threshold)),
      looks,
    ),
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** The largest threshold at which no success is unsound: rates of error rise with it. */
function lenientThreshold(successes: readonly Cell[], looks: Looks): number {
  const candidates = distinct(successes.flatMap(({ scores }) => scores.filter((score) => score !== null))).sort((a, b) => a - b);
  const holds = (threshold: number) => successes.every((cell) => rateOf(cell, threshold, looks).state !== 'unsound');
  let [low, high] = [-1, candidates.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(candidates[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low < 0 ? -Infinity : candidates[low]!;
}

function refusals(cells: readonly Cell[]): number {
  const scores = cells.flatMap((cell) => cell.scores);
  return scores.length === 0 ? 0 : scores.filter((score) => score === null).length / scores.length;
}

/**
 * What the scores of one stratum show of a metric: the first of seven statements that applies. It depends on the cells that the claim requires here and on
 * nothing else, not on their order, and not on other metrics.
 *
 * @param threshold of the decision; other than the habitual one it has been chosen after the fact, and no standing at it is stated
 */
export function judge(stratum: StratumScores, threshold: number = HABITUAL_THRESHOLD): Judgement {
  const { required, looks } = stratum;
  const found = required.map(({ sampler }) => stratum.cells.find((cell) => cell.sampler === sampler));
  const cells = found.filter((cell) => cell !== undefined && cell.scores.length >= looks[0]!.draws) as Cell[];
  const rates = cells.map((cell) => rateOf(cell, threshold, looks));
  const summary = { rates, ordering: worstOrdering(cells), window: windowOf(cells) };
  return { standing: standingOf(stratum, cells, rates, summary.window, threshold), ...summary };
}

function standingOf(
  { required, needsLinear, looks }: StratumScores,
  cells: readonly Cell[],
  rates: readonly CellRate[],
  window: Window | undefined,
  threshold: number,
): Standing {
  const missing = required.filter(({ sampler }) => !cells.some((cell) => cell.sampler === sampler)).map(({ sampler }) => sampler);
  if (missing.length > 0) return { is: 'not-covered', missing };
  const successes = cells.filter(({ side }) => side === 'success');
  const failures = cells.filter(({ side }) => side === 'failure');
  if (!successes.some(({ kind }) => kind === 'exact')) return { is: 'cannot-be-tested', why: 'no-success' };
  if (failures.length === 0) return { is: 'cannot-be-tested', why: 'no-failure' };
  if (needsLinear && !failures.some(({ kind }) => kind === 'linear')) return { is: 'cannot-be-tested', why: 'no-linear' };
  const refused = refusals(successes);
  if (refused > ERROR_LIMIT) return { is: 'gives-no-score', share: refused };
  if (threshold === HABITUAL_THRESHOLD && rates.every(({ state }) => state === 'sound')) return { is: 'separates-at', threshold };
  if (window?.open && window.below !== null) return { is: 'separates-between', above: window.above, below: window.below };
  const lenient = lenientThreshold(successes, looks);
  const passed = failures.map((cell) => rateOf(cell, lenient, looks)).filter(({ state }) => state === 'unsound');
  if (passed.length > 0) return { is: 'does-not-separate', kinds: distinct(passed.map(({ kind }) => kind)), threshold: lenient };
  return { is: 'undecided', open: distinct(rates.filter(({ state }) => state !== 'sound').map(({ kind }) => kind)) };
}
