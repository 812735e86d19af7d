import { join } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { LIMITS } from '../../registry/limits.ts';
import { MANIFEST_NAME } from '../../registry/submission-faults.ts';
import { auditOwnership, type PullRequestKind } from '../../registry/pull-request-audit.ts';
import { entryFaults, estimateSubmission } from '../../registry/budget-faults.ts';
import { firstVersions } from '../../registry/ownership.ts';
import { FOLDERS } from '../node/folders.ts';
import { mergedFiles } from '../node/git.ts';
import { readSubmissionsApart } from '../node/registry-files.ts';
import { loadSubmission, readSubmissionFiles, submissionFolder } from '../node/submission-folder.ts';
import type { PullRequest } from './pull-request.ts';

/** What an audit found, and how much work the submission is. */
export interface SubmissionAudit {
  readonly faults: readonly Fault[];
  /** What each model takes, in seconds of one core; none where there are faults. */
  readonly seconds: readonly number[];
}

type Asked = Extract<PullRequestKind, { readonly kind: 'submission' }>;

async function findFaults(root: string, files: string, { slug, version }: Asked, author: PullRequest['author']) {
  const loaded = await loadSubmission(submissionFolder(join(files, 'submissions'), { slug, version }));
  const merged = await ownersOf(root, slug, version);
  const owner = auditOwnership({
    folder: loaded.name,
    authorId: author.id,
    declaredId: loaded.submission.owner.github_id,
    mergedIds: merged,
    authorIsMaintainer: author.isMaintainer,
  });
  const submitted = await readSubmissionFiles(loaded);
  const faults = [...owner, ...entryFaults(loaded.submission, submitted)];
  return { faults, seconds: faults.length > 0 ? [] : estimateSubmission(loaded.submission, submitted).seconds };
}

/** Whose the slug is on the main branch: the owner of the version that was merged first, whatever came after it. */
async function ownersOf(root: string, slug: string, version: string): Promise<number[]> {
  const { sound } = await readSubmissionsApart(root);
  const merged = await mergedFiles(root, FOLDERS.submissions);
  const others = sound.filter(({ submission }) => submission.slug === slug && submission.version !== version);
  const versions = others.map(({ name, submission }) => ({
    name,
    slug,
    owner: submission.owner.github_id,
    merged: merged.get(`${name}/${MANIFEST_NAME}`)?.place ?? Number.POSITIVE_INFINITY,
  }));
  return [...firstVersions(versions).values()].map(({ owner }) => owner);
}

/**
 * Paths, ownership, manifest and artefacts of a pull request's submission; nothing of it is executed.
 *
 * @param root the main branch
 * @param files folder that holds the pull request's `submissions/`
 */
export async function auditSubmission(
  root: string,
  files: string,
  asked: Asked,
  author: Pick<PullRequest['author'], 'id' | 'isMaintainer'>,
): Promise<SubmissionAudit> {
  if (asked.faults.length > 0) return { faults: asked.faults, seconds: [] };
  try {
    const { faults, seconds } = await findFaults(root, files, asked, { login: '', ...author });
    return { faults: faults.slice(0, LIMITS.faults), seconds };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults.slice(0, LIMITS.faults), seconds: [] };
    throw error;
  }
}
