import { expect, test } from 'vitest';
import { auditRecordHistory } from './record-history.ts';
import { parseWithdrawals, type Withdrawal } from './withdrawals.ts';

const DIGEST = '0123456789abcdef'.repeat(4);
const PATH = `content/results/linear-ica/${DIGEST.slice(0, 12)}.json`;
const removed = { path: PATH, status: 'removed', commit: 'c'.repeat(40) };

function withdrawal(reason: Withdrawal['reason']): Withdrawal {
  return {
    result_digest: DIGEST,
    track: 'linear-ica',
    submission: { slug: 'a', version: '1' },
    date: '2026-01-31',
    reason,
    note: 'Asked for by its author.',
  };
}

test('a record that was edited is refused, whatever the ledger says', () => {
  for (const ledger of [[], [withdrawal('law')]]) {
    const [fault] = auditRecordHistory([{ ...removed, status: 'modified' }], ledger);
    expect(fault).toMatchObject({ path: PATH, rule: `was edited in ${'c'.repeat(12)}` });
  }
});

test('a record that was deleted is refused but for law and privacy', () => {
  expect(auditRecordHistory([removed], [])).toHaveLength(1);
  expect(auditRecordHistory([removed], [withdrawal('author')])).toHaveLength(1);
  expect(auditRecordHistory([removed], [withdrawal('law')])).toEqual([]);
  expect(auditRecordHistory([removed], [withdrawal('privacy')])).toEqual([]);
  expect(auditRecordHistory([{ ...removed, path: 'content/results/README.md' }], [])).toEqual([]);
});

test('an addendum goes with its record, and not otherwise', () => {
  const path = 'content/addenda/linear-ica/ffffffffffff.json';
  const addendum = { ...removed, path, extends: DIGEST };
  expect(auditRecordHistory([addendum], [])).toHaveLength(1);
  expect(auditRecordHistory([addendum], [withdrawal('author')])).toHaveLength(1);
  expect(auditRecordHistory([addendum], [withdrawal('privacy')])).toEqual([]);
  expect(auditRecordHistory([{ ...addendum, status: 'modified' }], [withdrawal('privacy')])).toHaveLength(1);
  expect(auditRecordHistory([{ ...removed, path }], [withdrawal('privacy')])).toHaveLength(1);
});

test('the ledger is closed, in one line, and names a result once', () => {
  const text = (...withdrawals: readonly unknown[]) => JSON.stringify({ schema: 'custodes/withdrawals/1', withdrawals });
  expect(parseWithdrawals(text(withdrawal('error')), 'w.json')).toEqual([withdrawal('error')]);
  expect(() => parseWithdrawals(text(withdrawal('error'), withdrawal('law')), 'w.json')).toThrow('names 0123456789ab twice');
  for (const change of [
    { reason: 'dislike' },
    { note: 'two\nlines' },
    { note: '' },
    { date: 'today' },
    { extra: 1 },
    { result_digest: '' },
  ]) {
    expect(() => parseWithdrawals(text({ ...withdrawal('error'), ...change }), 'w.json')).toThrow('w.json#');
  }
});
