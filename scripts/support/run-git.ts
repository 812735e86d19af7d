import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a git command prints. @throws Error with what it says where it fails */
export async function runGit(parameters: readonly string[]): Promise<string> {
  return (await execute('git', [...parameters])).stdout;
}
