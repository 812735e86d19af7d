import { expect, test } from 'vitest';
import type { Outcome } from '../registry/outcome.ts';
import { evaluationComment } from './evaluation-comment.ts';

const OUTCOME: Outcome = {
  schema: 'custodes/outcome/1',
  verdict: 'rejected',
  pull_request: 1,
  head_sha: '0123456789abcdef0123456789abcdef01234567',
  submission: 'submissions/my-method/1',
  faults: [{ path: 'a', rule: 'is wrong', fix: 'mend it' }],
  minutes: 0,
  records: [],
};
const commentOn = (outcome: Outcome) =>
  evaluationComment({ outcome, previews: [], entries: [], atlas: [], address: 'https://example.org/run' });

test('notices stand apart from faults, in a block in which nothing is markup', () => {
  const notice = { path: 'submissions/my-method/1/submission.json#/title', rule: 'says `@everyone` <b>', fix: 'write a title' };
  const text = commentOn({ ...OUTCOME, notices: [notice] });
  const [, faults, notices] = text.split('```text\n');
  expect(faults).toContain('a: is wrong; mend it');
  expect(faults).not.toContain('@everyone');
  // Three backticks in a row would end the block: one does not.
  expect(notices).toMatch(/^submissions\/my-method\/1\/submission\.json#\/title: says .*@everyone.* <b>; write a title\n```\n/);
  expect(text).toContain('none of this stops it');
});

test('without notices nothing is said of them', () => {
  for (const outcome of [OUTCOME, { ...OUTCOME, notices: [] }]) expect(commentOn(outcome)).not.toContain('Worth a look');
});
