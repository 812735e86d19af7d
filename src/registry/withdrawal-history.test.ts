import { expect, test } from 'vitest';
import { auditWithdrawalHistory } from './withdrawal-history.ts';
import type { Withdrawal } from './withdrawals.ts';

const PATH = 'content/withdrawals.json';
const entry = (digit: string, note = 'A note.'): Withdrawal => ({
  result_digest: digit.repeat(64),
  track: 'linear-ica',
  submission: { slug: 'my-method', version: '1' },
  date: '2026-01-31',
  reason: 'author',
  note,
});
const version = (commit: string, ...withdrawals: Withdrawal[]) => ({ commit: commit.repeat(40), withdrawals });

test('a ledger that only grew has no fault, in whatever order its entries stand', () => {
  const versions = [version('a'), version('b', entry('1')), version('c', entry('1'), entry('2'))];
  expect(auditWithdrawalHistory(PATH, versions, [entry('2'), entry('1')])).toEqual([]);
});

test('an entry that is gone, or says something else, is named with the commit that has it', () => {
  const versions = [version('b', entry('1')), version('c', entry('1'), entry('2'))];
  const rules = (now: readonly Withdrawal[]) => auditWithdrawalHistory(PATH, versions, now).map(({ rule, fix }) => [rule, fix]);
  const lost = (digit: string) => `has lost or changed the entry of ${digit.repeat(12)}`;
  expect(rules([entry('1')])).toEqual([[lost('2'), expect.stringContaining('as it was in cccccccccccc')]]);
  expect(rules([entry('1', 'Another note.'), entry('2')])).toEqual([[lost('1'), expect.stringContaining('bbbbbbbbbbbb')]]);
  expect(rules([])).toHaveLength(2);
});
