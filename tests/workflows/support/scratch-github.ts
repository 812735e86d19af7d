import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ResultRecord } from '../../../src/registry/record.ts';
import { GitHub, type Run } from './github.ts';
import type { Account } from './hub.ts';
import { scratchFiles } from './scratch-registry.ts';

export const AUTHOR: Account = { id: 4242, login: 'stranger' };
export const OTHER: Account = { id: 4343, login: 'another' };

/** A scenario starts some forty programs: on a busy machine that takes minutes, and only hanging is wrong. */
export const SCENARIO_TIME = { testTimeout: 900_000, hookTimeout: 300_000 };

let frozenSuite: { readonly path: string; readonly text: string } | undefined;

/** The suite of a repository's main branch, frozen by its own engine. */
export function freezeSuite(repository: string): { readonly path: string; readonly text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'custodes-freeze-'));
  try {
    execFileSync('git', ['clone', '--quiet', repository, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    symlinkSync(resolve(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
    const output = execFileSync(process.execPath, ['scripts/release-suite.ts', '--json'], { cwd: folder });
    const { file } = JSON.parse(output.toString()) as { file: string };
    return { path: file, text: readFileSync(join(folder, file), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface RegistryOptions {
  /** Whether it can build its pages. */
  readonly site?: boolean;
  /**
   * How steps run the project's commands: `warm` (the rule) in one process for all steps, which saves half of their time, or `spawned`,
   * each in a process of its own, as GitHub does. One scenario from end to end is `spawned`; so is one that is about processes.
   */
  readonly commands?: 'warm' | 'spawned';
}

/** A GitHub with a registry in it that has no submission yet; without its pages where a test is not about them. */
export async function startRegistry({ site = false, commands = 'warm' }: RegistryOptions = {}): Promise<GitHub> {
  const github = new GitHub();
  github.hub.warm = commands === 'warm';
  const { repository } = github.hub;
  repository.commit(null, 'refs/heads/main', scratchFiles(site), 'Start the registry');
  // The same for every test of a file.
  frozenSuite ??= freezeSuite(repository.path);
  const { path, text } = frozenSuite;
  repository.commit('refs/heads/main', 'refs/heads/main', { [path]: text }, 'Freeze the suite');
  await github.start();
  return github;
}

/** Every record on main, by path. */
export function recordsOf({ hub: { repository } }: GitHub): Map<string, ResultRecord> {
  const paths = repository
    .git('ls-tree', '-r', '--name-only', 'main', 'content/results/')
    .split('\n')
    .filter((path) => path !== '');
  return new Map(paths.map((path) => [path, JSON.parse(repository.read('main', path)!.toString()) as ResultRecord]));
}

/** The last run of a workflow. @throws Error where there is none */
export function lastRun(github: GitHub, name: string): Run {
  const run = github.runsOf(name).at(-1);
  if (run === undefined) throw new Error(`${name} did not run`);
  return run;
}

/** How every run ended, as `workflow: conclusion`. */
export function conclusionsOf({ runs }: GitHub): string[] {
  return runs.map(({ workflow, conclusion }) => `${workflow.name}: ${conclusion}`);
}
