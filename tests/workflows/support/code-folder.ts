import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BareRepository } from './bare-repository.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
/** What commands are made of. */
const CODE = ['src', 'scripts', 'package.json'];

const folders = new Map<string, string>();

function createFolder(repository: BareRepository, commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'custodes-code-'));
  const archive = repository.bytes('archive', commit, ...CODE);
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/**
 * A folder with the code that a workspace checked out, the same one for all workspaces with the same code, so that its modules are
 * loaded once. Who runs commands there removes it. Null where a workspace has no code of the project, or has changed it.
 */
export function codeFolder(repository: BareRepository, workspace: string): string | null {
  if (!existsSync(join(workspace, '.git'))) return null;
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-C', workspace, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { status, stdout } = git('rev-parse', 'HEAD', ...CODE.map((path) => `HEAD:${path}`));
  if (status !== 0) return null;
  const [commit, ...trees] = stdout.trim().split('\n');
  if (git('status', '--porcelain', '--', ...CODE).stdout !== '') return null;
  const key = trees.join(' ');
  const folder = folders.get(key) ?? createFolder(repository, commit!);
  folders.set(key, folder);
  return folder;
}
