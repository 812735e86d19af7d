import { join } from 'node:path';
import { formatFault } from '../../src/core/input-error.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { recordPath } from '../../src/registry/make-record.ts';
import { matrix } from '../../src/registry/documents/planned-job.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import { parseAs } from '../../src/registry/validator.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { finishedJobs } from '../../src/runtime/github/finished-jobs.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { FOLDERS, posixPath } from '../../src/runtime/node/folders.ts';
import { findPendingWork, recordsAlone } from '../../src/runtime/node/pending-work.ts';
import { publishWork } from '../../src/runtime/node/record-publication.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';
import { writePendingVerifications } from '../../src/runtime/node/verification-file.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';

/** What the attestation says of its subjects besides their bytes. */
const PREDICATE = 'predicate.json';

function predicateOf(records: readonly ResultRecord[], engine: string): unknown {
  return {
    engine_commit: engine,
    records: records.map((record) => ({
      file: recordPath(record),
      result_digest: record.result_digest,
      suite_digest: record.measured.suite.digest,
    })),
  };
}

/** Makes records of what the jobs of this run measured, and notes what the weekly check verified. */
export async function publishRecords(): Promise<void> {
  const root = process.cwd();
  const engine = variable('ENGINE_COMMIT');
  const { include: jobs } = parseAs(matrix, variable('MATRIX'), 'MATRIX');
  const finished = await finishedJobs(createClient(), Number(variable('GITHUB_RUN_ID')));
  const found = recordsAlone(await findPendingWork(root, await requireSuite(root), process.env['RESCORE'] === 'true'));
  const { records, faults } = await publishWork(root, found, {
    jobs,
    finished,
    folder: 'shards',
    engine,
    approver: process.env['APPROVER'] || null,
  });
  faults.forEach((fault) => console.error(formatFault(fault)));
  await writeFileAtomically(PREDICATE, `${canonicalJson(predicateOf(records, engine))}\n`);
  const files = records.map((record) => posixPath(join(FOLDERS.results, recordPath(record))));
  const verified = (await writePendingVerifications(root)) ? FOLDERS.verified : '';
  setOutputs({ count: String(records.length), files: files.join(','), verified, failed: String(faults.length) });
}
