import { InputError } from '../../src/core/input-error.ts';
import { makeRecord } from '../../src/registry/make-record.ts';
import { mergeShards } from '../../src/registry/merge-shards.ts';
import type { Outcome } from '../../src/registry/outcome.ts';
import type { ShardFile } from '../../src/registry/shard-file.ts';
import { readFound, type Found } from '../../src/runtime/github/found.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { readNotices } from '../../src/runtime/github/notices-file.ts';
import { writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { measuredRecords, plannedCells, suiteName } from '../../src/runtime/node/evaluate-submission.ts';
import { latestAttempt, readPlannedShard } from '../../src/runtime/node/planned-shards.ts';
import { loadSubmission } from '../../src/runtime/node/submission-folder.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';

const SECONDS = 60;

type Result = Pick<Outcome, 'verdict' | 'faults' | 'minutes' | 'records'>;

/** What a run took that may have left some of its shards behind: as measured where all are there, else at least as estimated. */
function minutesSpent({ jobs, minutes }: Found, shards: readonly ShardFile[]): number {
  const measured = Math.ceil(shards.flatMap(({ cells }) => cells).reduce((sum, { seconds }) => sum + seconds, 0) / SECONDS);
  return shards.length === jobs.length ? measured : Math.max(measured, minutes);
}

async function mergeAll(found: Found, submission: string): Promise<Result> {
  const loaded = await loadSubmission(`pull-request/${submission}`);
  const request = { suite: await requireSuite(process.cwd()), commit: found.head_sha };
  const source = { folder: 'shards', suite: suiteName(request.suite) };
  const shards: ShardFile[] = [];
  try {
    for (const job of found.jobs) {
      const attempt = await latestAttempt(source.folder, job, Number(variable('GITHUB_RUN_ATTEMPT')));
      shards.push(await readPlannedShard(source, job, { attempt }));
    }
    const { cells, run } = mergeShards(plannedCells(loaded, request), shards);
    const records = measuredRecords(loaded, request, cells).map((measured) => makeRecord(measured, run));
    return { verdict: 'evaluated', faults: [], minutes: minutesSpent(found, shards), records };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // A shard that its machine did not finish is ours; a cell that was evaluated and rejected is the submission's.
    const verdict = variable('SHARDS_RESULT') === 'success' ? 'rejected' : 'broken';
    return { verdict, faults: error.faults, minutes: minutesSpent(found, shards), records: [] };
  }
}

/** Puts the shards of a pull request's evaluation together, or says whose fault it is that there is nothing to put together. */
export async function mergePreview(): Promise<void> {
  const found = readFound();
  const { pull_request, head_sha, submission } = found;
  if (submission === null) throw new Error('there is no submission to merge');
  const notices = await readNotices('pull-request');
  const result = await mergeAll(found, submission);
  setOutputs({ outcome: await writeOutcome({ pull_request, head_sha, submission, notices, ...result }) });
}
