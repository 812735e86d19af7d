import type { Octokit } from 'octokit';
import { attemptsPath, formatAttempts, parseAttempts, type Attempt } from '../../registry/attempts.ts';
import { hasStatus } from './client.ts';
import { repository } from './environment.ts';

/** Where all attempts are listed for everybody to read; only ever added to. */
const BRANCH = 'ledger';
const TRIES = 5;

interface Month {
  readonly attempts: readonly Attempt[];
  /** Git's id of the file as read, so that nobody else's line is overwritten; undefined where there is none yet. */
  readonly sha: string | undefined;
}

async function readMonth(client: Octokit, path: string): Promise<Month> {
  try {
    const { data } = await client.rest.repos.getContent({ ...repository(), path, ref: BRANCH });
    if (Array.isArray(data) || data.type !== 'file') throw new Error(`${path} is no file`);
    return { attempts: parseAttempts(Buffer.from(data.content, 'base64').toString('utf8')), sha: data.sha };
  } catch (error) {
    if (hasStatus(error, 404)) return { attempts: [], sha: undefined };
    throw error;
  }
}

/**
 * Adds one line to the ledger of its month.
 *
 * @param decide is given the lines that are there and says which one to add; asked again where somebody else wrote meanwhile
 * @returns the line that was added, or that an earlier try of the same run had added
 */
export async function addAttempt(
  client: Octokit,
  time: string,
  decide: (attempts: readonly Attempt[]) => Attempt,
): Promise<Attempt> {
  const path = attemptsPath(time);
  for (let attempt = 1; ; attempt++) {
    const { attempts, sha } = await readMonth(client, path);
    const line = decide(attempts);
    const known = attempts.find(({ run, event }) => run === line.run && event === line.event);
    if (known !== undefined) return known;
    const content = Buffer.from(formatAttempts([...attempts, line])).toString('base64');
    const message = `${line.event}: ${line.submission} at ${line.head_sha.slice(0, 12)}`;
    try {
      const place = { ...repository(), path, branch: BRANCH };
      await client.rest.repos.createOrUpdateFileContents({ ...place, message, content, ...(sha === undefined ? {} : { sha }) });
      return line;
    } catch (error) {
      // Somebody else changed the file meanwhile, or made it.
      if (attempt >= TRIES || !(hasStatus(error, 409) || hasStatus(error, 422))) throw error;
    }
  }
}
