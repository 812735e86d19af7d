import type { Octokit } from 'octokit';
import { InputError } from '../../core/input-error.ts';
import { LIMITS } from '../../registry/limits.ts';
import { parseManifest } from '../../registry/manifest.ts';
import type { Outcome } from '../../registry/outcome.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import type { Submission } from '../../registry/submission.ts';
import { repository } from './environment.ts';

/** The manifest of a pull request's submission, at its head commit, checked against the digest that the preview names. */
export async function fetchManifest(
  client: Octokit,
  { head_sha, submission }: Outcome,
  { measured }: ResultRecord,
): Promise<Submission> {
  const { slug, version, manifest_sha256 } = measured.submission;
  const path = `${submission}/${MANIFEST_NAME}`;
  const { data } = await client.rest.repos.getContent({ ...repository(), path, ref: head_sha });
  if (Array.isArray(data) || data.type !== 'file' || data.size > LIMITS.manifestBytes) throw new Error(`${path} is no manifest`);
  const bytes = Buffer.from(data.content, 'base64');
  // A pull request holds no reference row: those are named on main, once it is merged.
  const manifest = parseManifest(bytes, path, []);
  if (manifest.manifestSha256 !== manifest_sha256 || submission !== `submissions/${slug}/${version}`) {
    throw new InputError({ path, rule: 'is not what was evaluated', fix: 'evaluate again' });
  }
  return manifest.submission;
}
