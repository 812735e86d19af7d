import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../../core/input-error.ts';

const execute = promisify(execFile);
const MAXIMUM_OUTPUT = 2 ** 24;

async function git(root: string, ...args: readonly string[]): Promise<Buffer | null> {
  try {
    return (await execute('git', ['-C', root, ...args], { encoding: 'buffer', maxBuffer: MAXIMUM_OUTPUT })).stdout;
  } catch {
    return null;
  }
}

/** The commit that a name stands for, 40 hex digits; null where there is no repository or no such commit. */
export async function findCommit(root: string, name: string): Promise<string | null> {
  const output = await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  return output?.toString().trim() ?? null;
}

/** @throws InputError where the name is no commit of this repository */
export async function resolveCommit(root: string, name: string): Promise<string> {
  const commit = await findCommit(root, name);
  if (commit !== null) return commit;
  throw new InputError({ path: '--seed-from', rule: `"${name}" is no commit here`, fix: 'give a commit that this clone has' });
}

/** A file's bytes at a commit, or null where the commit or the file is not there. */
export async function readFileAt(root: string, commit: string, path: string): Promise<Uint8Array | null> {
  return await git(root, 'cat-file', 'blob', `${commit}:${path}`);
}

/**
 * The commit that brought a file to this branch as it is now: of the branch's own commits (first parents) the last that changed it,
 * so for a merged pull request the merge.
 *
 * @returns null where there is no repository or the file is not committed
 */
export async function mergeCommitOf(root: string, path: string): Promise<string | null> {
  const output = await git(root, 'log', '-1', '--first-parent', '-m', '--format=%H', 'HEAD', '--', path);
  return output?.toString().trim() || null;
}

/** When a file came to this branch, and when it was last changed there. */
export interface MergedFile {
  /** Of the branch's own commits (first parents) the last that changed it: for a merged pull request the merge. */
  readonly commit: string;
  /** Place of the first of them among all that changed anything below the folder, the oldest least. */
  readonly place: number;
}

/** Every file below a folder by its path, as the branch's own commits brought it; none where there is no repository. */
export async function mergedFiles(root: string, folder: string): Promise<ReadonlyMap<string, MergedFile>> {
  const range = [
    'log',
    '--reverse',
    '--first-parent',
    '-m',
    '--no-renames',
    '--name-only',
    '-z',
    '--format=%H',
    'HEAD',
    '--',
    folder,
  ];
  const fields = (await git(root, ...range))?.toString().split('\0') ?? [];
  const files = new Map<string, MergedFile>();
  let commit = '';
  let place = 0;
  for (const field of fields.map((text) => text.trim()).filter((text) => text !== '')) {
    if (/^[0-9a-f]{40}$/.test(field)) {
      commit = field;
      place++;
    } else files.set(field, { commit, place: files.get(field)?.place ?? place });
  }
  return files;
}

/** What the last commit has at some paths of its top folder, a line each with the digest of the content; null unless it has them all. */
export async function describeTree(root: string, paths: readonly string[]): Promise<string[] | null> {
  const output = await git(root, 'ls-tree', 'HEAD', '--', ...paths);
  const lines = output?.toString().trim().split('\n') ?? [];
  return lines.length === paths.length ? lines : null;
}

/** Bytes that the files of the last commit take, and of these the models and codes of submissions; null where there is no repository. */
export async function checkoutSizes(root: string): Promise<{ all: number; models: number } | null> {
  const output = await git(root, 'ls-tree', '-r', '-l', '-z', 'HEAD');
  if (output === null) return null;
  const sizes = { all: 0, models: 0 };
  for (const line of output.toString().split('\0')) {
    const found = /^\d+ blob [0-9a-f]+ +(\d+)\t(.*)$/s.exec(line);
    if (found === null) continue;
    sizes.all += Number(found[1]);
    if (/^submissions\/.*\.(?:onnx|npy)$/s.test(found[2]!)) sizes.models += Number(found[1]);
  }
  return sizes;
}

/** Whether the files below `paths` differ from the last commit, or there is no repository to say so. */
export async function hasUncommittedChanges(root: string, paths: readonly string[]): Promise<boolean> {
  const output = await git(root, 'status', '--porcelain', '--', ...paths);
  return output === null || output.length > 0;
}

/** Checks a commit out into a new folder that is no part of this working tree. */
export async function addWorktree(root: string, folder: string, commit: string): Promise<void> {
  await execute('git', ['-C', root, 'worktree', 'add', '--detach', '--quiet', folder, commit]);
}

/** Forgets and deletes such a folder. */
export async function removeWorktree(root: string, folder: string): Promise<void> {
  await execute('git', ['-C', root, 'worktree', 'remove', '--force', folder]);
}

/**
 * Files that differ between two commits, with git's word for what became of each, and the mode that each has now. Renames are an
 * addition and a deletion.
 */
export async function changedFiles(
  root: string,
  from: string,
  to: string,
): Promise<{ path: string; status: string; mode: string }[]> {
  const output = await git(root, 'diff', '--no-renames', '--raw', '-z', from, to);
  if (output === null) throw new Error(`git cannot compare ${from} with ${to}`);
  const fields = output.toString().split('\0');
  const words: Readonly<Record<string, string>> = { A: 'added', M: 'modified', D: 'removed', T: 'changed' };
  const files = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [, mode, , , status] = fields[i]!.split(' ');
    files.push({ path: fields[i + 1]!, status: words[status!] ?? status!, mode: mode! });
  }
  return files;
}

/**
 * Files below a folder that commits since `since`, exclusive, changed or deleted and that are not as they were before the first of
 * them, with the last of them: a change that was taken back is no change.
 */
export async function changesSince(
  root: string,
  since: string | null,
  folder: string,
): Promise<{ path: string; status: string; commit: string }[]> {
  const range = since === null ? 'HEAD' : `${since}..HEAD`;
  const output = await git(
    root,
    'log',
    '--reverse',
    '-m',
    '--first-parent',
    '--no-renames',
    '--format=%H',
    '--diff-filter=MDT',
    '--name-status',
    '-z',
    range,
    '--',
    folder,
  );
  if (output === null) throw new Error(`git cannot list what changed in ${range}`);
  const changes: { path: string; status: string; commit: string }[] = [];
  let commit = '';
  const fields = output
    .toString()
    .split('\0')
    .map((field) => field.trim());
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    if (/^[0-9a-f]{40}$/.test(field)) commit = field;
    else if (/^[MDT]$/.test(field)) changes.push({ path: fields[++i]!, status: field === 'D' ? 'removed' : 'modified', commit });
  }
  const standing = [];
  for (const [path, own] of Map.groupBy(changes, (change) => change.path)) {
    const original = await readFileAt(root, `${own[0]!.commit}^`, path);
    const now = await readFileAt(root, 'HEAD', path);
    if (original !== null && now !== null && Buffer.compare(original, now) === 0) continue;
    standing.push({ path, status: now === null ? 'removed' : 'modified', commit: own.at(-1)!.commit });
  }
  return standing;
}

/** What a file held at each commit of this branch that changed it, oldest first; commits that deleted it are left out. */
export async function versionsOf(root: string, path: string): Promise<{ readonly commit: string; readonly bytes: Uint8Array }[]> {
  const output = await git(root, 'log', '--reverse', '-m', '--first-parent', '--format=%H', 'HEAD', '--', path);
  const commits = (output?.toString().trim() ?? '').split('\n').filter((commit) => commit !== '');
  const versions = [];
  for (const commit of commits) {
    const bytes = await readFileAt(root, commit, path);
    if (bytes !== null) versions.push({ commit, bytes });
  }
  return versions;
}

/** Where the public ledger lies in a clone of the repository. */
export const LEDGER = 'refs/remotes/origin/ledger';

/** Text of every file below a folder at a commit, by path; none where the commit is not here. */
export async function readFolderAt(root: string, commit: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const output = await git(root, 'ls-tree', '-r', '--name-only', '-z', commit, '--', `${folder}/`);
  const paths =
    output
      ?.toString()
      .split('\0')
      .filter((path) => path !== '') ?? [];
  const texts = paths.map(
    async (path) => [path, (await git(root, 'cat-file', 'blob', `${commit}:${path}`))?.toString() ?? ''] as const,
  );
  return new Map(await Promise.all(texts));
}

/** Names of the submissions at a commit. */
export async function listSlugsAt(root: string, commit: string): Promise<string[]> {
  const output = await git(root, 'ls-tree', '--name-only', '-z', commit, 'submissions/');
  const paths = output?.toString().split('\0') ?? [];
  return paths.filter((path) => path !== '').map((path) => path.slice('submissions/'.length));
}
