import { createHash } from 'node:crypto';
import { join, resolve, sep } from 'node:path';
import type { Octokit } from 'octokit';
import { InputError } from '../../core/input-error.ts';
import { LIMITS } from '../../registry/limits.ts';
import { printable } from '../../registry/printable.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { repository } from './environment.ts';
import type { PullRequestFile } from './pull-request.ts';

/** Git's own name of some bytes. */
function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/**
 * Writes a pull request's files below a folder, from git's objects: nothing of the pull request is checked out, so no link, attribute
 * or hook of it comes into play.
 *
 * @throws InputError where they are too many or too large, before anything is fetched that need not be
 */
export async function fetchBlobs(client: Octokit, files: readonly PullRequestFile[], folder: string): Promise<void> {
  if (files.length > LIMITS.submissionFiles) {
    throw new InputError({ path: 'pull request', rule: `has ${files.length} files`, fix: `keep to ${LIMITS.submissionFiles}` });
  }
  let total = 0;
  for (const { path, blob } of files) {
    const target = resolve(folder, path);
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`${printable(path)} leads out of its folder`);
    const { data } = await client.rest.git.getBlob({ ...repository(), file_sha: blob });
    total += data.size ?? 0;
    if (total > LIMITS.submissionBytes) {
      const fix = `keep all files to ${LIMITS.submissionBytes} bytes`;
      throw new InputError({ path: printable(path), rule: `brings the submission to ${total} bytes`, fix });
    }
    const bytes = Buffer.from(data.content, 'base64');
    if (blobId(bytes) !== blob) throw new Error(`GitHub gave other bytes for ${printable(path)} than git's object ${blob}`);
    await writeFileAtomically(join(folder, path), bytes);
  }
}
