import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkplace, type Workplace } from '../../../tests/registry/support/workplace.ts';
import { changedFiles, changesSince, checkoutSizes, listSlugsAt, mergeCommitOf } from './git.ts';

let workplace: Workplace;

function commit(files: Readonly<Record<string, string | null>>): string {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) workplace.removeFile(path);
    else workplace.write(path, content);
  }
  workplace.git('add', '--all');
  workplace.git('commit', '--quiet', '--allow-empty', '-m', 'x');
  return workplace.git('rev-parse', 'HEAD');
}

beforeEach(() => {
  workplace = createWorkplace();
  workplace.git('init', '--quiet', '--initial-branch=main');
});
afterEach(() => workplace.remove());

const standing = async (since: string | null = null) =>
  (await changesSince(workplace.root, since, 'results')).map(({ path, status }) => `${path} ${status}`);

test('a change stands until the file is as it was before the first one', async () => {
  const start = commit({ 'results/a.json': '1', 'results/b.json': '1', 'other.json': '1' });
  expect(await standing()).toEqual([]);
  const edit = commit({ 'results/a.json': '2', 'other.json': '2' });
  expect(await standing()).toEqual(['results/a.json modified']);
  expect(await changesSince(workplace.root, null, 'results')).toEqual([
    { path: 'results/a.json', status: 'modified', commit: edit },
  ]);
  commit({ 'results/a.json': '3' });
  expect(await standing(start)).toEqual(['results/a.json modified']);
  commit({ 'results/a.json': '1' });
  expect(await standing()).toEqual([]);
  commit({ 'results/a.json': null });
  expect(await standing()).toEqual(['results/a.json removed']);
  expect(await standing('HEAD')).toEqual([]);
});

test('a change that a merge brought counts, and its merge is what brought a file', async () => {
  commit({ 'results/a.json': '1' });
  workplace.git('checkout', '--quiet', '-b', 'topic');
  commit({ 'results/a.json': '2', 'submissions/mine/1/submission.json': '{}' });
  workplace.git('checkout', '--quiet', 'main');
  commit({ 'other.json': '1' });
  workplace.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic');
  const merge = workplace.git('rev-parse', 'HEAD');
  expect(await standing()).toEqual(['results/a.json modified']);
  expect(await mergeCommitOf(workplace.root, 'submissions/mine/1/submission.json')).toBe(merge);
  expect(await mergeCommitOf(workplace.root, 'submissions/none')).toBeNull();
  expect(await listSlugsAt(workplace.root, 'HEAD')).toEqual(['mine']);
  expect(await changedFiles(workplace.root, 'HEAD^1', 'HEAD')).toEqual([
    { path: 'results/a.json', status: 'modified', mode: '100644' },
    { path: 'submissions/mine/1/submission.json', status: 'added', mode: '100644' },
  ]);
});

test('sizes of a checkout count what is committed, models and codes of submissions apart', async () => {
  expect(await checkoutSizes(workplace.root)).toBeNull();
  commit({
    'a.json': '12345',
    'submissions/x/1/a name.onnx': '123',
    'submissions/x/1/codes.npy': '12',
    'submissions/x/1/m.json': '1',
    'tests/b.onnx': '1',
  });
  expect(await checkoutSizes(workplace.root)).toEqual({ all: 12, models: 5 });
});
