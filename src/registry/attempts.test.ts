import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptsPath, formatAttempts, limitReached, minutesExceeded, parseAttempts, type Attempt } from './attempts.ts';
import { LIMITS } from './limits.ts';

const NOW = '2026-03-15T12:00:00.000Z';
const { attemptsPerDay, attemptsPerMonth } = LIMITS.account;

function attempt(change: Partial<Attempt> = {}): Attempt {
  return {
    event: 'admitted',
    time: NOW,
    run: 1,
    pull_request: 1,
    head_sha: 'a'.repeat(40),
    account: 7,
    submission: 'submissions/a/1',
    minutes: 10,
    ...change,
  };
}

const many = (count: number, change: Partial<Attempt> = {}) =>
  Array.from({ length: count }, (_, i) => attempt({ run: i, head_sha: String(i).padStart(40, '0'), ...change }));
const next = { account: 7, time: NOW, head_sha: 'f'.repeat(40), minutes: 10 };

test('a ledger reads back what was written, in the month of its time', () => {
  const attempts = [attempt(), attempt({ event: 'ended', verdict: 'evaluated' })];
  expect(parseAttempts(formatAttempts(attempts), 'attempts.jsonl')).toEqual(attempts);
  expect(attemptsPath(NOW)).toBe('attempts/2026-03.jsonl');
});

test('an account has so many attempts within a day, others’ and yesterday’s do not count', () => {
  expect(limitReached(many(attemptsPerDay - 1), next)).toBeNull();
  expect(limitReached(many(attemptsPerDay), next)?.rule).toContain(`${attemptsPerDay} are allowed`);
  expect(limitReached(many(attemptsPerDay, { account: 8 }), next)).toBeNull();
  expect(limitReached(many(attemptsPerDay, { event: 'refused' }), next)).toBeNull();
  expect(limitReached(many(attemptsPerDay, { time: '2026-03-14T11:00:00.000Z' }), next)).toBeNull();
});

test('an account has so many attempts within a month', () => {
  const early = { time: '2026-03-02T00:00:00.000Z', minutes: 0 };
  expect(limitReached(many(attemptsPerMonth - 1, early), next)).toBeNull();
  expect(limitReached(many(attemptsPerMonth, early), next)?.fix).toContain('next month');
});

test('a commit that was admitted before may run again', () => {
  const attempts = many(attemptsPerDay);
  expect(limitReached(attempts, { ...next, head_sha: attempts[0]!.head_sha })).toBeNull();
});

const spent = (attempts: readonly Attempt[]) => /and (\d+) of this month/.exec(limitReached(attempts, FULL)?.rule ?? '')?.[1];
/** An attempt for which there is room only in an empty month. */
const FULL = { ...next, minutes: LIMITS.minutesPerMonth };

test('minutes are booked when a maintainer approves, and count as measured once the run has ended', () => {
  const asked = attempt({ account: 8, minutes: 600 });
  const approved: Attempt = { ...asked, event: 'approved' };
  expect(spent([asked])).toBeUndefined();
  expect(spent([asked, approved])).toBe('600');
  expect(spent([asked, approved, { ...asked, event: 'ended', minutes: 5 }])).toBe('5');
  // A run that did not take place gives them back.
  expect(spent([asked, approved, { ...asked, event: 'ended', minutes: 0, verdict: 'broken' }])).toBeUndefined();
  expect(spent([attempt({ account: 8, event: 'refused', minutes: 600 })])).toBeUndefined();
});

test('what one account asks for and nobody approves leaves the month to others', () => {
  const asked = many(50, { account: 8, minutes: LIMITS.evaluation.minutes, time: '2026-03-09T00:00:00.000Z' });
  expect(limitReached(asked, next)).toBeNull();
});

test('minutes that were booked and never used are free again after two days', () => {
  const approved = attempt({ account: 8, event: 'approved', minutes: 600, time: '2026-03-13T13:00:00.000Z' });
  expect(spent([approved])).toBe('600');
  expect(spent([{ ...approved, time: '2026-03-13T11:00:00.000Z' }])).toBeUndefined();
});

test('whatever the ledger says, what is approved never exceeds the month by more than it approved', () => {
  const lines = fc.array(
    fc.record({
      event: fc.constantFrom('admitted', 'refused', 'approved', 'ended'),
      run: fc.integer({ min: 1, max: 5 }),
      minutes: fc.integer({ min: 0, max: 600 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: LIMITS.minutesPerMonth }), (parts, minutes) => {
      const attempts = parts.map((part) => attempt(part as Partial<Attempt>));
      const limit = minutesExceeded(attempts, { time: NOW, minutes });
      const last = new Map(
        attempts.filter(({ event }) => event === 'approved' || event === 'ended').map((line) => [line.run, line.minutes]),
      );
      const sum = [...last.values()].reduce((total, value) => total + value, 0);
      expect(limit === null).toBe(sum + minutes <= LIMITS.minutesPerMonth);
    }),
  );
});
