import { expect, test } from 'vitest';
import { auditOwnership, auditPaths, type ChangedFile } from './pull-request-audit.ts';

const added = (...paths: readonly string[]): ChangedFile[] => paths.map((path) => ({ path, status: 'added' }));
const faultsOf = (files: readonly ChangedFile[], slugs: readonly string[] = []) => {
  const kind = auditPaths(files, slugs);
  return kind.kind === 'submission' ? kind.faults.map(({ path, rule }) => `${path}: ${rule}`) : kind.kind;
};

test('one new version and nothing else is a submission; no submission at all is something else', () => {
  expect(auditPaths(added('submissions/a-b/1.2/submission.json', 'submissions/a-b/1.2/models/m.onnx'), ['other'])).toEqual({
    kind: 'submission',
    slug: 'a-b',
    version: '1.2',
    faults: [],
  });
  expect(faultsOf(added('README.md', 'src/core/matrix.ts'))).toBe('other');
});

test.each([
  ['submissions/a/1/x', 'submissions/a/2/x'],
  ['submissions/a/1/x', 'submissions/b/1/x'],
  ['submissions/a/1/x', '.github/workflows/check.yml'],
  ['submissions/a/1/x', 'Submissions/a/1/x'],
  ['submissions/a/1/x', 'submissions/a/1/../../b/x'],
])('%s with %s is refused', (first, second) => {
  expect(faultsOf(added(first, second))).toContain(`${second}: lies outside one submission version`);
});

test.each([
  'submissions/x',
  'submissions/a/x',
  'submissions/A/1/x',
  'submissions/a/01/x',
  'submissions/a--b/1/x',
  'SUBMISSIONS/a/1/x',
])('%s is in no version’s folder', (path) =>
  expect(faultsOf(added(path))).toEqual([`${path}: lies outside one submission version`]),
);

test.each(['modified', 'removed', 'renamed', 'changed'])('a file that is %s is frozen', (status) => {
  expect(faultsOf([{ path: 'submissions/a/1/x', status }])).toEqual([
    'submissions/a/1/x: is frozen: its version was merged already',
  ]);
});

test.each(['content/results/linear-ica/0123456789ab.json', 'content/attestations/0123456789ab.json', 'content/verified.json'])(
  '%s is derived, and refused in every pull request',
  (path) => {
    expect(faultsOf(added(path))).toEqual([`${path}: is written by the recorder alone`]);
    expect(faultsOf(added('src/a.ts', path))).toContain(`${path}: is written by the recorder alone`);
  },
);

test('a withdrawal is proposed like any other change', () => {
  expect(faultsOf([{ path: 'content/withdrawals.json', status: 'modified' }])).toBe('other');
});

test('a name that differs by hyphens only would be mistaken for another', () => {
  expect(faultsOf(added('submissions/fast-ica/1/x'), ['fastica'])).toEqual([
    'submissions/fast-ica/1/: would be mistaken for fastica',
  ]);
  expect(faultsOf(added('submissions/fastica/2/x'), ['fastica'])).toEqual([]);
});

test('only its owner, or a code owner, adds a version, and never under another name than before', () => {
  const folder = 'submissions/a/2';
  const audit = (authorId: number, declaredId: number, mergedIds: readonly number[], authorIsMaintainer = false) =>
    auditOwnership({
      folder,
      authorId,
      authorLogin: 'somebody',
      declared: { github_id: declaredId, login: 'somebody' },
      mergedIds,
      authorIsMaintainer,
    }).map(({ rule }) => rule);
  expect(audit(7, 7, [])).toEqual([]);
  expect(audit(7, 7, [7, 7])).toEqual([]);
  expect(audit(8, 7, [7], true)).toEqual([]);
  expect(audit(8, 7, [7])).toEqual(['is not the author of this pull request (8)']);
  expect(audit(8, 8, [7])).toEqual(["differs from the earlier versions' 7"]);
  expect(audit(8, 8, [7], true)).toEqual(["differs from the earlier versions' 7"]);
});
