import { InputError } from '../../src/core/input-error.ts';
import { makeRecord } from '../../src/registry/make-record.ts';
import { mergeShards } from '../../src/registry/merge-shards.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import { readFound } from '../../src/runtime/github/found.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { readNotices } from '../../src/runtime/github/notices-file.ts';
import { writeOutcome } from '../../src/runtime/github/outcome-file.ts';
import { measuredRecords, plannedCells } from '../../src/runtime/node/evaluate-submission.ts';
import { readShards } from '../../src/runtime/node/shard-files.ts';
import { loadSubmission } from '../../src/runtime/node/submission-folder.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';

const SECONDS = 60;

async function mergeAll(submission: string, commit: string): Promise<{ records: ResultRecord[]; minutes: number }> {
  const loaded = await loadSubmission(`pull-request/${submission}`);
  const request = { suite: await requireSuite(process.cwd()), commit };
  const shards = await readShards('shards');
  const { cells, run } = mergeShards(plannedCells(loaded, request), shards);
  const records = measuredRecords(loaded, request, cells).map((measured) => makeRecord(measured, run));
  return { records, minutes: Math.ceil(run.seconds / SECONDS) };
}

/** Puts the shards of a pull request's evaluation together, or says whose fault it is that there is nothing to put together. */
export async function mergePreview(): Promise<void> {
  const { pull_request, head_sha, submission } = readFound();
  if (submission === null) throw new Error('there is no submission to merge');
  const common = { pull_request, head_sha, submission, notices: await readNotices('pull-request') };
  const digest = await mergeAll(submission, head_sha)
    .then(({ records, minutes }) => writeOutcome({ ...common, verdict: 'evaluated', faults: [], minutes, records }))
    .catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      // A shard that its machine did not finish is ours; a cell that was evaluated and rejected is the submission's.
      const ours = variable('SHARDS_RESULT') !== 'success';
      const verdict = ours ? 'broken' : 'rejected';
      return writeOutcome({ ...common, verdict, faults: error.faults, minutes: 0, records: [] });
    });
  setOutputs({ outcome: digest });
}
