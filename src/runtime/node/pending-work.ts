import { InputError } from '../../core/input-error.ts';
import { drawCommit } from '../../registry/evaluation-cells.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import { pendingRecords, withdrawalKey, type PendingRecord } from '../../registry/pending.ts';
import type { SuiteVersion } from '../../registry/suite.ts';
import type { EvaluationRequest } from './evaluate-submission.ts';
import { FOLDERS } from './folders.ts';
import { mergeCommitOf } from './git.ts';
import { readRecords } from './record-files.ts';
import { readSubmissions } from './registry-files.ts';
import type { LoadedSubmission } from './submission-folder.ts';
import { readWithdrawals } from './withdrawal-file.ts';

/** A pending record with all that its evaluation needs. */
export interface PendingWork extends PendingRecord {
  readonly loaded: LoadedSubmission;
  readonly request: EvaluationRequest & { readonly track: string };
}

/** Fresh draws are seeded by the commit that merged the submission; a rescore keeps the commit of the record that it replaces. */
async function commitOf(root: string, { replaces }: PendingRecord, loaded: LoadedSubmission): Promise<string> {
  if (replaces !== null) return replaces.measured.draw.commit;
  const path = `${loaded.name}/${MANIFEST_NAME}`;
  const commit = await mergeCommitOf(root, path);
  if (commit !== null) return commit;
  throw new InputError({ path, rule: 'is not committed', fix: 'commit it first: the commit seeds the draws' });
}

/**
 * Every record that the working tree asks for and does not have, with the commit that seeds its draws.
 *
 * @throws InputError where a submission, a record or the ledger is broken
 */
export async function findPendingWork(root: string, suite: SuiteVersion, rescore: boolean): Promise<PendingWork[]> {
  const submissions = await readSubmissions(root);
  const withdrawals = await readWithdrawals(root);
  const pending = pendingRecords({
    submissions,
    records: await readRecords(root, FOLDERS.results),
    withdrawn: new Set(withdrawals.map(({ result_digest }) => result_digest)),
    withdrawnKeys: new Set(withdrawals.map(({ submission: { slug, version }, track }) => withdrawalKey(slug, version, track))),
    suiteDigest: suite.digest,
    rescore,
  });
  const work: PendingWork[] = [];
  for (const record of pending) {
    const loaded = submissions.find(
      ({ submission }) => submission.slug === record.slug && submission.version === record.version,
    )!;
    const { kind } = loaded.submission.tracks.find(({ track }) => track === record.track)!;
    const commit = drawCommit(kind, await commitOf(root, record, loaded));
    work.push({ ...record, loaded, request: { suite, commit, track: record.track } });
  }
  return work;
}
