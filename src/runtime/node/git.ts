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
