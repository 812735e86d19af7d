import type { Run } from '../../registry/record.ts';
import { findCommit, hasUncommittedChanges } from './git.ts';

/** What the engine's numbers depend on. */
export const SOURCE_PATHS = ['src', 'scripts', 'package.json', 'package-lock.json'];

/** The commit whose source is running; null where it differs from the last commit, or outside a repository. */
export async function engineCommit(root: string): Promise<string | null> {
  return (await hasUncommittedChanges(root, SOURCE_PATHS)) ? null : await findCommit(root, 'HEAD');
}

const MILLISECONDS = 1000;

/**
 * The circumstances of a run that began at `started`, by `performance.now()`.
 *
 * @param device what ran the models; the record says so without naming the machine
 */
export async function describeRun(root: string, started: number, device = 'wasm'): Promise<Run> {
  return {
    device: `${device} on ${process.platform} ${process.arch}`,
    node: process.version,
    engine_commit: await engineCommit(root),
    seconds: Math.round((performance.now() - started) / MILLISECONDS),
    approver: null,
  };
}
