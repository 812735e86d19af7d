import { rm } from 'node:fs/promises';
import { auditPaths } from '../../src/registry/pull-request-audit.ts';
import { minutesOf } from '../../src/registry/cell-cost.ts';
import { planJobs } from '../../src/registry/planned-job.ts';
import { planShardCount } from '../../src/registry/shard.ts';
import { auditSubmission } from '../../src/runtime/github/audit-submission.ts';
import { fetchBlobs } from '../../src/runtime/github/blobs.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { setOutputs } from '../../src/runtime/github/environment.ts';
import { writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { withModes } from '../../src/runtime/github/file-modes.ts';
import { findPullRequest, listFiles, type PullRequest } from '../../src/runtime/github/pull-request.ts';
import { loadSubmission } from '../../src/runtime/node/submission-folder.ts';
import { listSlugsAt } from '../../src/runtime/node/git.ts';
import { writeNotices } from '../../src/runtime/github/notices-file.ts';
import type { Notice } from '../../src/registry/submission-notices.ts';
import { InputError, type Fault } from '../../src/core/input-error.ts';

/** Where the pull request's files are put, as data. */
const FOLDER = 'pull-request';

async function reject(
  { number, headSha }: PullRequest,
  submission: string | null,
  faults: readonly Fault[],
  notices: readonly Notice[] = [],
): Promise<void> {
  const common = { pull_request: number, head_sha: headSha, submission, faults, notices, minutes: 0, records: [] };
  setOutputs({ verdict: 'rejected', outcome: await writeOutcome({ ...common, verdict: 'rejected' }) });
}

async function audit(pull: PullRequest): Promise<void> {
  const root = process.cwd();
  const client = createClient();
  let files = await listFiles(client, pull);
  const slugs = await listSlugsAt(root, 'HEAD');
  let kind = auditPaths(files, slugs);
  if (kind.kind === 'submission' && kind.faults.length === 0) {
    files = await withModes(client, pull, files, `submissions/${kind.slug}/${kind.version}`);
    kind = auditPaths(files, slugs);
  }
  if (kind.kind === 'other') {
    setOutputs({ verdict: 'none' });
    return;
  }
  const submission = kind.faults.length > 0 ? null : `submissions/${kind.slug}/${kind.version}`;
  await rm(FOLDER, { recursive: true, force: true });
  if (kind.faults.length === 0) await fetchBlobs(client, files, FOLDER);
  const { faults, notices, seconds } = await auditSubmission(root, FOLDER, kind, pull.author);
  if (faults.length > 0) {
    await reject(pull, submission, faults, notices);
    return;
  }
  await writeNotices(FOLDER, notices);
  const { manifestSha256 } = await loadSubmission(`${FOLDER}/${submission}`);
  const count = planShardCount(seconds)!;
  const task = { submission: { slug: kind.slug, version: kind.version, manifest_sha256: manifestSha256 }, commit: pull.headSha };
  const jobs = planJobs(Array.from({ length: count }, (_, i) => ({ ...task, shard: `${i + 1}/${count}` })));
  const matrix = JSON.stringify({ include: jobs });
  setOutputs({ verdict: 'sound', submission: submission!, matrix, minutes: String(minutesOf(seconds)) });
}

/** Finds the pull request of the event, fetches its files as data, and audits them again: nothing of `check` is believed. */
export async function findAndAudit(): Promise<void> {
  const pull = await findPullRequest(createClient());
  if (pull === null) {
    console.log('no open pull request has this head commit any more');
    return;
  }
  const { number, headSha, author } = pull;
  setOutputs({ pull_request: String(number), head_sha: headSha, account: String(author.id) });
  try {
    await audit(pull);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await reject(pull, null, error.faults);
  }
}
