import type { Attempt } from './attempts.ts';

/** However an estimate missed, a plan leaves it by no more than this: what a ledger says of one draw need not hold for another. */
const LEAST = 0.1;
const MOST = 20;

/**
 * How long a submission's evaluation took, measured against its estimate: of the last one that ended with numbers.
 *
 * @param attempts in the order of the ledger
 * @param submission `submissions/<slug>/<version>`
 * @returns 1 where none has
 */
export function measuredRatio(attempts: readonly Attempt[], submission: string): number {
  const own = attempts.filter((attempt) => attempt.submission === submission);
  const ended = own.findLast(({ event, verdict }) => event === 'ended' && verdict === 'evaluated');
  const approved = own.findLast(({ event, run }) => event === 'approved' && run === ended?.run);
  if (ended === undefined || approved === undefined || approved.minutes === 0) return 1;
  return Math.min(MOST, Math.max(LEAST, ended.minutes / approved.minutes));
}
