import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAXIMUM_OUTPUT_BYTES = 2 ** 28;

/**
 * Day (ISO 8601) of every commit that the repository holds, newest first: one process for all pages, where asking for each commit would
 * take one a page. Empty outside a repository; a shallow clone holds few.
 */
export async function readCommitDates(root: string): Promise<ReadonlyMap<string, string>> {
  try {
    const { stdout } = await run('git', ['log', '--format=%H %cs'], { cwd: root, maxBuffer: MAXIMUM_OUTPUT_BYTES });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return new Map(lines.map((line) => line.split(' ') as [string, string]));
  } catch {
    return new Map();
  }
}
