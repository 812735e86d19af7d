import { join, resolve } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { ownsSubmissions } from '../../registry/code-owners.ts';
import { LIMITS } from '../../registry/limits.ts';
import { auditOwnership, type PullRequestKind } from '../../registry/pull-request-audit.ts';
import { assertAffordable } from '../../registry/shard.ts';
import type { Notice } from '../../registry/submission-notices.ts';
import { plannedCells } from '../node/evaluate-submission.ts';
import { FOLDERS, readTextIfPresent } from '../node/folders.ts';
import { readReferenceRows } from '../node/reference-row-file.ts';
import { readSubmissions } from '../node/registry-files.ts';
import { auditFiles, auditIdentity } from '../node/submission-audit.ts';
import { loadSubmission, readSubmissionFiles, submissionFolder } from '../node/submission-folder.ts';
import { requireSuite } from '../node/suite-files.ts';
import type { Author } from './pull-request.ts';

/** What an audit found, and how much work the submission is. */
export interface SubmissionAudit {
  readonly faults: readonly Fault[];
  readonly notices: readonly Notice[];
  /** Models to evaluate. */
  readonly cells: number;
}

type Asked = Extract<PullRequestKind, { readonly kind: 'submission' }>;

/** What GitHub calls those who belong to a repository. A stranger who took over the login of a code owner is none of them. */
const BELONGS = ['OWNER', 'MEMBER', 'COLLABORATOR'];

async function isMaintainer(root: string, { login, association }: Author): Promise<boolean> {
  const owners = await readTextIfPresent(resolve(root, FOLDERS.codeOwners));
  return owners !== null && BELONGS.includes(association) && ownsSubmissions(owners, login);
}

async function audit(root: string, files: string, { slug, version }: Asked, author: Author): Promise<SubmissionAudit> {
  const folder = submissionFolder(join(files, FOLDERS.submissions), { slug, version });
  const loaded = await loadSubmission(folder, await readReferenceRows(root));
  const merged = (await readSubmissions(root)).filter(
    ({ submission }) => submission.slug !== slug || submission.version !== version,
  );
  const maintainer = await isMaintainer(root, author);
  const ownership = auditOwnership({
    folder: loaded.name,
    authorId: author.id,
    authorLogin: author.login,
    declared: loaded.submission.owner,
    mergedIds: merged.filter(({ submission }) => submission.slug === slug).map(({ submission }) => submission.owner.github_id),
    authorIsMaintainer: maintainer,
  });
  const identity = maintainer ? [] : await auditIdentity(root, loaded, merged);
  const own = auditFiles(loaded, await readSubmissionFiles(loaded));
  const faults = [...ownership, ...identity, ...own.faults];
  if (faults.length > 0) return { faults, notices: own.notices, cells: 0 };
  const suite = await requireSuite(root);
  const cells = plannedCells(loaded, { suite, commit: 'public' });
  assertAffordable(loaded.name, cells);
  return { faults, notices: own.notices, cells: cells.length };
}

/**
 * Paths, ownership, identity, manifest and artefacts of a pull request's submission; nothing of it is executed.
 *
 * @param root the main branch
 * @param files folder that holds the pull request's `submissions/`
 */
export async function auditSubmission(root: string, files: string, asked: Asked, author: Author): Promise<SubmissionAudit> {
  const none = { notices: [], cells: 0 };
  if (asked.faults.length > 0) return { ...none, faults: asked.faults };
  try {
    const found = await audit(root, files, asked, author);
    return { ...found, faults: found.faults.slice(0, LIMITS.faults) };
  } catch (error) {
    if (error instanceof InputError) return { ...none, faults: error.faults.slice(0, LIMITS.faults) };
    throw error;
  }
}
