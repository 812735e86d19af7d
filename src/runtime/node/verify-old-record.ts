import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { addWorktree, findCommit, removeWorktree } from './git.ts';

const STDERR = 2;
const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Runs npm in a folder; what it prints goes to stderr, so that a command's own output stays clean. */
async function npm(folder: string, args: readonly string[]): Promise<number> {
  return await new Promise((resolve, reject) => {
    const child = spawn('npm', args, {
      cwd: folder,
      stdio: ['ignore', STDERR, STDERR],
      shell: process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Verifies a record of another suite version with the engine that made it: its commit is checked out beside this working tree,
 * set up, and asked.
 *
 * @returns whether that engine reproduces the record
 * @throws InputError where the record names no engine commit, or this clone does not have it
 */
export async function verifyWithItsEngine(
  root: string,
  submissionsRoot: string,
  file: string,
  record: ResultRecord,
): Promise<boolean> {
  const { engine_commit } = record.run;
  const commit = engine_commit === null ? null : await findCommit(root, engine_commit);
  if (commit === null) {
    const rule = `is of suite ${record.measured.suite.version}, and the engine's commit ${engine_commit ?? '(none)'} is not in this clone`;
    throw new InputError({ path: file, rule, fix: 'fetch the full history, or take the record from another source' });
  }
  const parent = await mkdtemp(join(tmpdir(), 'custodes-engine-'));
  const folder = join(parent, 'engine');
  try {
    await addWorktree(root, folder, commit);
    if ((await npm(folder, INSTALL)) !== 0) throw new Error(`the engine of ${commit} could not be set up`);
    return (await npm(folder, ['run', '-s', 'verify', '--', file, '--submissions', submissionsRoot])) === 0;
  } finally {
    await removeWorktree(root, folder).catch(() => undefined);
    await rm(parent, { recursive: true, force: true });
  }
}
