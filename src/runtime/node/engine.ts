import type { Run } from '../../registry/record.ts';
import { findCommit, hasUncommittedChanges } from './git.ts';

/** What the engine's numbers depend on. */
export const SOURCE_PATHS = ['src', 'scripts', 'package.json', 'package-lock.json'];

/** The commit whose source is running; null where it differs from the last commit, or outside a repository. */
export async function engineCommit(root: string): Promise<string | null> {
  return (await hasUncommittedChanges(root, SOURCE_PATHS)) ? null : await findCommit(root, 'HEAD');
}

/** Where the numbers are made, without naming the machine. */
function describeDevice(): string {
  return `wasm on ${process.platform} ${process.arch}`;
}

const MILLISECONDS = 1000;

/** The circumstances of a run that began at `started`, by `performance.now()`. */
export async function describeRun(root: string, started: number): Promise<Run> {
  return {
    device: describeDevice(),
    node: process.version,
    engine_commit: await engineCommit(root),
    seconds: Math.round((performance.now() - started) / MILLISECONDS),
    approver: null,
  };
}
