import { join } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { LIMITS } from '../../registry/limits.ts';
import { auditOwnership, type PullRequestKind } from '../../registry/pull-request-audit.ts';
import { assertAffordable } from '../../registry/shard.ts';
import { submissionFaults } from '../../registry/submission-faults.ts';
import { plannedCells } from '../node/evaluate-submission.ts';
import { readSubmissions } from '../node/registry-files.ts';
import { loadSubmission, readSubmissionFiles, submissionFolder } from '../node/submission-folder.ts';
import { requireSuite } from '../node/suite-files.ts';
import type { PullRequest } from './pull-request.ts';

/** What an audit found, and how much work the submission is. */
export interface SubmissionAudit {
  readonly faults: readonly Fault[];
  /** Models to evaluate. */
  readonly cells: number;
}

type Asked = Extract<PullRequestKind, { readonly kind: 'submission' }>;

async function findFaults(root: string, files: string, { slug, version }: Asked, author: PullRequest['author']) {
  const loaded = await loadSubmission(submissionFolder(join(files, 'submissions'), { slug, version }));
  const merged = (await readSubmissions(root)).filter(
    ({ submission }) => submission.slug === slug && submission.version !== version,
  );
  const owner = auditOwnership({
    folder: loaded.name,
    authorId: author.id,
    declaredId: loaded.submission.owner.github_id,
    mergedIds: merged.map(({ submission }) => submission.owner.github_id),
    authorIsMaintainer: author.isMaintainer,
  });
  const artefacts = submissionFaults(loaded.submission, await readSubmissionFiles(loaded));
  const faults = [...owner, ...artefacts];
  if (faults.length > 0) return { faults, cells: 0 };
  const suite = await requireSuite(root);
  const cells = plannedCells(loaded, { suite, commit: 'public' });
  assertAffordable(loaded.name, cells);
  return { faults, cells: cells.length };
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
  if (asked.faults.length > 0) return { faults: asked.faults, cells: 0 };
  try {
    const { faults, cells } = await findFaults(root, files, asked, { login: '', ...author });
    return { faults: faults.slice(0, LIMITS.faults), cells };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults.slice(0, LIMITS.faults), cells: 0 };
    throw error;
  }
}
