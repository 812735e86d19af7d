import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { FOLDERS } from './folders.ts';

const run = promisify(execFile);
const MAXIMUM_OUTPUT_BYTES = 2 ** 28;
const SEPARATOR = '\u0000';

/**
 * When each record came to this branch (ISO 8601, UTC), by the permalink's digits: the time of the commit that added its file. Empty
 * outside a repository; in a shallow clone all that lay there before count as new.
 */
export async function readPublicationTimes(root: string): Promise<ReadonlyMap<string, string>> {
  const parameters = ['log', '--diff-filter=A', '--format=%x00%ct', '--name-only', '--', FOLDERS.results];
  const output = await run('git', parameters, { cwd: root, maxBuffer: MAXIMUM_OUTPUT_BYTES }).catch(() => ({ stdout: '' }));
  const times = new Map<string, string>();
  // Newest first, so that of a file that was added twice the first time stands.
  for (const commit of output.stdout.split(SEPARATOR).slice(1)) {
    const [seconds, ...paths] = commit.split('\n').filter((line) => line !== '');
    for (const path of paths) times.set(basename(path, '.json'), new Date(1000 * Number(seconds)).toISOString());
  }
  return times;
}
