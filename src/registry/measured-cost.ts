import type { Attempt } from './attempts.ts';

/** However an estimate missed, a plan leaves it by no more than this: what a ledger says of one draw need not hold for another. */
const LEAST = 0.1;
const MOST = 20;

/** What a submission's last evaluation took, in minutes of one core. */
export interface MeasuredCost {
  readonly estimated: number;
  readonly measured: number;
}

/**
 * What the last evaluation of a submission that ended with numbers took; null where none has.
 *
 * @param attempts in the order of the ledger
 * @param submission `submissions/<slug>/<version>`
 */
export function measuredCost(attempts: readonly Attempt[], submission: string): MeasuredCost | null {
  const own = attempts.filter((attempt) => attempt.submission === submission);
  const ended = own.findLast(({ event, verdict }) => event === 'ended' && verdict === 'evaluated');
  const approved = own.findLast(({ event, run }) => event === 'approved' && run === ended?.run);
  return ended && approved ? { estimated: approved.minutes, measured: ended.minutes } : null;
}

/** By what an estimate is to be multiplied. */
export function correction(cost: MeasuredCost | null): number {
  if (cost === null || cost.estimated === 0) return 1;
  return Math.min(MOST, Math.max(LEAST, cost.measured / cost.estimated));
}
