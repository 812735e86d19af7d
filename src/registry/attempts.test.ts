import { expect, test } from 'vitest';
import { attemptsPath, formatAttempts, limitReached, parseAttempts, type Attempt } from './attempts.ts';
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
  expect(parseAttempts(formatAttempts(attempts))).toEqual(attempts);
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

test('the month’s minutes count as measured where a run has ended, as estimated where it has not', () => {
  const budget = LIMITS.minutesPerMonth;
  const running = attempt({ account: 8, minutes: budget });
  expect(limitReached([running], next)?.rule).toContain(`${budget} of this month's ${budget} are spent`);
  expect(limitReached([running, { ...running, event: 'ended', minutes: 5 }], next)).toBeNull();
  expect(limitReached([attempt({ account: 8, event: 'refused', minutes: budget })], next)).toBeNull();
});
