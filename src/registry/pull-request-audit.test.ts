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

test.each([
  'content/results/linear-ica/0123456789ab.json',
  'content/addenda/linear-ica/0123456789ab.json',
  'content/attestations/0123456789ab.json',
  'content/verified.json',
])('%s is derived, and refused in every pull request', (path) => {
  expect(faultsOf(added(path))).toEqual([`${path}: is written by the recorder alone`]);
  expect(faultsOf(added('src/a.ts', path))).toContain(`${path}: is written by the recorder alone`);
});

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

test('a rename counts where the file was as well as where it is', () => {
  const renamed = (previous: string, path: string): ChangedFile => ({ path, previous, status: 'renamed' });
  expect(faultsOf([renamed('submissions/a/1/x.onnx', 'docs/x.onnx')])).toEqual([
    'submissions/a/1/x.onnx: is frozen: its version was merged already',
    'docs/x.onnx: lies outside one submission version',
  ]);
  expect(faultsOf([renamed('content/results/linear-ica/0123456789ab.json', 'content/old.json')])).toContain(
    'content/results/linear-ica/0123456789ab.json: is written by the recorder alone',
  );
  expect(faultsOf([renamed('submissions/a/1/x.onnx', 'submissions/a/2/x.onnx')])).toContain(
    'submissions/a/1/x.onnx: is frozen: its version was merged already',
  );
  expect(faultsOf([renamed('docs/x.md', 'docs/y.md')])).toBe('other');
  expect(faultsOf([{ path: 'submissions/a/2/x.onnx', previous: 'submissions/a/1/x.onnx', status: 'copied' }])).toEqual([]);
});

test.each(['submissions', 'Submissions', 'content/results', 'Content/Results/linear-ica/0123456789ab.json'])(
  'whatever is put in the place of %s is refused',
  (path) => {
    expect(faultsOf([{ path, status: 'added', mode: '120000' }])).toHaveLength(1);
  },
);

test('a file that stays under its name is none of these', () => {
  expect(faultsOf(added('submissions-old/a.md', 'content/results.md'))).toBe('other');
});

test.each([
  ['120000', 'is a link'],
  ['160000', 'is a submodule'],
  ['040000', "has git's mode 040000"],
  ['missing', "has git's mode missing"],
])('a file of mode %s is refused', (mode, rule) => {
  expect(faultsOf([{ path: 'submissions/a/1/x', status: 'added', mode }])).toEqual([`submissions/a/1/x: ${rule}`]);
});

test.each(['100644', '100755'])('a file of mode %s is a file', (mode) => {
  expect(faultsOf([{ path: 'submissions/a/1/x', status: 'added', mode }])).toEqual([]);
});

test('the login is the one that GitHub gives the account, to the letter', () => {
  const audit = (login: string, authorIsMaintainer = false) =>
    auditOwnership({
      folder: 'submissions/a/1',
      authorId: 7,
      authorLogin: 'Paul-',
      declared: { github_id: 7, login },
      mergedIds: [],
      authorIsMaintainer,
    }).map(({ path, rule, fix }) => `${path}: ${rule}; ${fix}`);
  expect(audit('Paul-')).toEqual([]);
  for (const login of ['custodes', 'pauI-', 'paul-', 'Paul']) {
    const fault = 'submissions/a/1/submission.json#/owner/login: is not the login of the account 7; write "Paul-"';
    expect(audit(login)).toEqual([fault]);
    expect(audit(login, true)).toEqual([fault]);
  }
});
