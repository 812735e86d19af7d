import type { Fault } from '../core/input-error.ts';
import { attempt, type Attempt } from './documents/attempt.ts';
import { parseJsonLines } from './json-lines.ts';
import { LIMITS } from './limits.ts';
import { createValidator } from './validator.ts';

export type { Attempt };

const attemptLine = createValidator(attempt.schema);

/** A limit that forbids an attempt, and what to do. */
export type Limit = Pick<Fault, 'rule' | 'fix'>;

const DAY_MILLISECONDS = 86_400_000;
/** Runs are over by then, whatever became of them: minutes that were booked before are free again. */
const BOOKED_DAYS = 2;

/** Where the ledger of a month lies. */
export function attemptsPath(time: string): string {
  return `attempts/${time.slice(0, 7)}.jsonl`;
}

/** One line for each attempt. */
export function formatAttempts(attempts: readonly Attempt[]): string {
  return attempts.map((attempt) => `${JSON.stringify(attempt)}\n`).join('');
}

/** Reads the ledger of a month. @throws InputError where a line breaks its schema */
export function parseAttempts(text: string, path: string): Attempt[] {
  return parseJsonLines(attemptLine, text, path);
}

/** Minutes of the month: what ended counts as measured, what a maintainer approved and has not ended as estimated. */
function minutesOf(attempts: readonly Attempt[], now: number): number {
  const byRun = new Map<number, number>();
  for (const { event, run, minutes, time } of attempts) {
    const booked = event === 'approved' && Date.parse(time) > now - BOOKED_DAYS * DAY_MILLISECONDS;
    if (booked || event === 'ended') byRun.set(run, minutes);
  }
  return [...byRun.values()].reduce((sum, minutes) => sum + minutes, 0);
}

/** Why the month has no room for so many minutes, in words; null where it has. */
export function minutesExceeded(attempts: readonly Attempt[], next: Pick<Attempt, 'time' | 'minutes'>): Limit | null {
  const spent = minutesOf(attempts, Date.parse(next.time));
  if (spent + next.minutes <= LIMITS.minutesPerMonth) return null;
  const rule = `needs ${next.minutes} minutes, and ${spent} of this month's ${LIMITS.minutesPerMonth} are spent`;
  return { rule, fix: 'a maintainer can run it, or wait for the next month' };
}

/**
 * Which limit forbids one more attempt, in words; null where none does. A commit that was admitted before may run again: a retry
 * after a fault of ours costs the author nothing.
 */
export function limitReached(
  attempts: readonly Attempt[],
  next: Pick<Attempt, 'account' | 'time' | 'head_sha' | 'minutes'>,
): Limit | null {
  const { attemptsPerDay, attemptsPerMonth } = LIMITS.account;
  const own = attempts.filter(({ event, account }) => event === 'admitted' && account === next.account);
  const others = new Map(own.filter(({ head_sha }) => head_sha !== next.head_sha).map((attempt) => [attempt.head_sha, attempt]));
  const since = Date.parse(next.time) - DAY_MILLISECONDS;
  const today = [...others.values()].filter(({ time }) => Date.parse(time) > since).length;
  if (today >= attemptsPerDay) {
    return {
      rule: `is attempt ${today + 1} of its account within a day, ${attemptsPerDay} are allowed`,
      fix: 'push again tomorrow',
    };
  }
  if (others.size >= attemptsPerMonth) {
    const rule = `is attempt ${others.size + 1} of its account this month, ${attemptsPerMonth} are allowed`;
    return { rule, fix: 'push again next month, or ask a maintainer to run it' };
  }
  return minutesExceeded(attempts, next);
}
