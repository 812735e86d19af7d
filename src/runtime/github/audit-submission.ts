import { join, resolve } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { ownsSubmissions } from '../../registry/code-owners.ts';
import { LIMITS } from '../../registry/limits.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import { auditOwnership, type PullRequestKind } from '../../registry/pull-request-audit.ts';
import { estimateSubmission } from '../../registry/budget-faults.ts';
import type { Notice } from '../../registry/submission-notices.ts';
import { firstVersions } from '../../registry/ownership.ts';
import { FOLDERS, readTextIfPresent } from '../node/folders.ts';
import { mergedFiles } from '../node/git.ts';
import { readReferenceRows } from '../node/reference-row-file.ts';
import { readSubmissionsApart } from '../node/registry-files.ts';
import { auditFiles, auditIdentity } from '../node/submission-audit.ts';
import { loadSubmission, readSubmissionFiles, submissionFolder, type LoadedSubmission } from '../node/submission-folder.ts';
import type { Author } from './pull-request.ts';

/** What an audit found, and how much work the submission is. */
export interface SubmissionAudit {
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** What each model takes, in seconds of one core; none where there are faults. */
  readonly seconds: readonly number[];
}

type Asked = Extract<PullRequestKind, { readonly kind: 'submission' }>;

/** What GitHub calls those who belong to a repository. A stranger who took over the login of a code owner is none of them. */
const BELONGS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

async function isMaintainer(root: string, { login, association }: Author): Promise<boolean> {
  const owners = await readTextIfPresent(resolve(root, FOLDERS.codeOwners));
  return owners !== null && BELONGS.includes(association) && ownsSubmissions(owners, login);
}

/** Whose the slug is on the main branch: the owner of the version that was merged first, whatever came after it. */
async function ownersOf(root: string, slug: string, others: readonly LoadedSubmission[]): Promise<number[]> {
  const merged = await mergedFiles(root, FOLDERS.submissions);
  const versions = others
    .filter(({ submission }) => submission.slug === slug)
    .map(({ name, submission }) => ({
      name,
      slug,
      owner: submission.owner.github_id,
      merged: merged.get(`${name}/${MANIFEST_NAME}`)?.place ?? Number.POSITIVE_INFINITY,
    }));
  return [...firstVersions(versions).values()].map(({ owner }) => owner);
}

async function audit(root: string, files: string, { slug, version }: Asked, author: Author): Promise<SubmissionAudit> {
  const folder = submissionFolder(join(files, FOLDERS.submissions), { slug, version });
  const loaded = await loadSubmission(folder, await readReferenceRows(root));
  // A broken folder that was merged must not keep others from being evaluated.
  const { sound } = await readSubmissionsApart(root);
  const merged = sound.filter(({ submission }) => submission.slug !== slug || submission.version !== version);
  const maintainer = await isMaintainer(root, author);
  const ownership = auditOwnership({
    folder: loaded.name,
    authorId: author.id,
    authorLogin: author.login,
    declared: loaded.submission.owner,
    mergedIds: await ownersOf(root, slug, merged),
    authorIsMaintainer: maintainer,
  });
  const submitted = await readSubmissionFiles(loaded);
  const identity = maintainer ? [] : await auditIdentity(root, loaded, submitted, merged);
  const own = auditFiles(loaded, submitted);
  const faults = [...ownership, ...identity, ...own.faults];
  const seconds = faults.length > 0 ? [] : estimateSubmission(loaded.submission, submitted).seconds;
  return { faults, notices: own.notices, seconds };
}

/**
 * Paths, ownership, identity, manifest and artefacts of a pull request's submission; nothing of it is executed.
 *
 * @param root the main branch
 * @param files folder that holds the pull request's `submissions/`
 */
export async function auditSubmission(root: string, files: string, asked: Asked, author: Author): Promise<SubmissionAudit> {
  const none = { notices: [], seconds: [] };
  if (asked.faults.length > 0) return { ...none, faults: asked.faults };
  try {
    const found = await audit(root, files, asked, author);
    return { ...found, faults: found.faults.slice(0, LIMITS.faults) };
  } catch (error) {
    if (error instanceof InputError) return { ...none, faults: error.faults.slice(0, LIMITS.faults) };
    throw error;
  }
}
