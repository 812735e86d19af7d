import type { Octokit } from 'octokit';
import { attemptsPath, formatAttempts, parseAttempts, type Attempt } from '../../registry/attempts.ts';
import { formatVerified, parseVerified, verifiedPath, type Verified } from '../../registry/verifications.ts';
import { hasStatus } from './client.ts';
import { repository } from './environment.ts';

/** Where all attempts are listed for everybody to read; only ever added to. */
const BRANCH = 'ledger';
const TRIES = 5;

/** One file of the ledger: how its lines are read and written. */
interface Book<T> {
  readonly path: string;
  readonly parse: (text: string, path: string) => T[];
  readonly format: (lines: readonly T[]) => string;
}

interface Month<T> {
  readonly lines: readonly T[];
  /** Git's id of the file as read, so that nobody else's line is overwritten; undefined where there is none yet. */
  readonly sha: string | undefined;
}

async function readMonth<T>(client: Octokit, { path, parse }: Book<T>): Promise<Month<T>> {
  try {
    const { data } = await client.rest.repos.getContent({ ...repository(), path, ref: BRANCH });
    if (Array.isArray(data) || data.type !== 'file') throw new Error(`${path} is no file`);
    // Above 1 MB GitHub leaves the content out: written back, the month would hold one line.
    const { content } =
      data.encoding === 'base64' ? data : (await client.rest.git.getBlob({ ...repository(), file_sha: data.sha })).data;
    return { lines: parse(Buffer.from(content, 'base64').toString('utf8'), path), sha: data.sha };
  } catch (error) {
    if (hasStatus(error, 404)) return { lines: [], sha: undefined };
    throw error;
  }
}

/**
 * Adds one line to a file of the ledger.
 *
 * @param decide is given the lines that are there and says which one to add, or which of them stands for it already; asked again
 *   where somebody else wrote meanwhile
 */
async function addLine<T>(
  client: Octokit,
  book: Book<T>,
  decide: (lines: readonly T[]) => { readonly line: T; readonly isKnown: boolean; readonly message: string },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { lines, sha } = await readMonth(client, book);
    const { line, isKnown, message } = decide(lines);
    if (isKnown) return line;
    const content = Buffer.from(book.format([...lines, line])).toString('base64');
    try {
      const place = { ...repository(), path: book.path, branch: BRANCH };
      await client.rest.repos.createOrUpdateFileContents({ ...place, message, content, ...(sha === undefined ? {} : { sha }) });
      return line;
    } catch (error) {
      // Somebody else changed the file meanwhile, or made it.
      if (attempt >= TRIES || !(hasStatus(error, 409) || hasStatus(error, 422))) throw error;
    }
  }
}

/**
 * Adds one line to the ledger of its month.
 *
 * @param decide is given the lines that are there and says which one to add
 * @returns the line that was added, or that an earlier try of the same run had added
 */
export async function addAttempt(
  client: Octokit,
  time: string,
  decide: (attempts: readonly Attempt[]) => Attempt,
): Promise<Attempt> {
  const book: Book<Attempt> = { path: attemptsPath(time), parse: parseAttempts, format: formatAttempts };
  return await addLine(client, book, (attempts) => {
    const line = decide(attempts);
    const known = attempts.find(({ run, event }) => run === line.run && event === line.event);
    const message = `${line.event}: ${line.submission} at ${line.head_sha.slice(0, 12)}`;
    return { line: known ?? line, isKnown: known !== undefined, message };
  });
}

/** Adds what was verified on a day to the ledger of its month. */
export async function addVerified(client: Octokit, line: Verified): Promise<void> {
  const book: Book<Verified> = { path: verifiedPath(line.day), parse: parseVerified, format: formatVerified };
  const message = `verified: ${line.digests.join(', ')}`;
  await addLine(client, book, (lines) => ({
    line,
    isKnown: lines.some(({ day, digests }) => day === line.day && digests.join() === line.digests.join()),
    message,
  }));
}
