import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { variable } from './environment.ts';

const execute = promisify(execFile);
const TRIES = 5;

/**
 * Commits derived files and pushes them to the main branch. Where somebody else pushed meanwhile, the commit is put on top of
 * theirs: derived files have names of their own, so they do not collide.
 *
 * The token reaches git through its environment and is left nowhere on disk.
 *
 * @returns the commit, or null where nothing had changed
 */
export async function pushDerived(root: string, paths: readonly string[], message: string): Promise<string | null> {
  const token = Buffer.from(`x-access-token:${variable('RECORDER_TOKEN')}`).toString('base64');
  const name = variable('RECORDER_LOGIN');
  const environment = {
    ...process.env,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${token}`,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: name,
    GIT_COMMITTER_NAME: name,
    GIT_AUTHOR_EMAIL: `${name}@users.noreply.github.com`,
    GIT_COMMITTER_EMAIL: `${name}@users.noreply.github.com`,
  };
  const git = async (...args: readonly string[]) =>
    (await execute('git', ['-C', root, ...args], { env: environment })).stdout.trim();
  await git('add', '--', ...paths);
  if ((await git('diff', '--cached', '--name-only')) === '') return null;
  await git('commit', '--quiet', '--message', message);
  for (let attempt = 1; ; attempt++) {
    try {
      await git('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
      return await git('rev-parse', 'HEAD');
    } catch (error) {
      // Only a push that came too late is worth another try; a refusal by the ruleset stays one.
      const late = error instanceof Error && /non-fast-forward|fetch first|cannot lock ref|stale info/.test(error.message);
      if (!late || attempt === TRIES) throw error;
      await git('fetch', '--quiet', 'origin', 'main');
      await git('rebase', '--quiet', 'FETCH_HEAD');
    }
  }
}
