import { expect, test } from 'vitest';
import { parseOutcome } from './outcome.ts';

const OUTCOME = {
  schema: 'custodes/outcome/1',
  verdict: 'rejected',
  pull_request: 3,
  head_sha: 'a'.repeat(40),
  submission: 'submissions/a/1',
  faults: [{ path: 'p', rule: 'r', fix: 'f' }],
  minutes: 1,
  records: [],
};

test('an outcome that obeys its schema is read', () => {
  expect(parseOutcome(JSON.stringify(OUTCOME), 'o.json')).toEqual(OUTCOME);
});

test.each([
  { verdict: 'merged' },
  { pull_request: 0 },
  { head_sha: 'main' },
  { submission: 'submissions/../x/1' },
  { submission: '`rm`' },
  { faults: [{ path: 'a\nb', rule: 'r', fix: 'f' }] },
  { faults: [{ path: 'right-to-left \u202e', rule: 'r', fix: 'f' }] },
  { faults: [{ path: 'a'.repeat(501), rule: 'r', fix: 'f' }] },
  { faults: Array.from({ length: 61 }, () => ({ path: 'p', rule: 'r', fix: 'f' })) },
  { records: [{ schema: 'custodes/record/1' }] },
  { extra: true },
])('%j is refused', (change) => {
  expect(() => parseOutcome(JSON.stringify({ ...OUTCOME, ...change }), 'o.json')).toThrow();
});
