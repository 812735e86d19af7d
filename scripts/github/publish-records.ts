import { join, resolve } from 'node:path';
import { formatFault, InputError, type Fault } from '../../src/core/input-error.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { makeRecord, recordPath } from '../../src/registry/make-record.ts';
import { mergeShards } from '../../src/registry/merge-shards.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import type { ShardFile } from '../../src/registry/shard-file.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { measuredRecords, plannedCells } from '../../src/runtime/node/evaluate-submission.ts';
import { FOLDERS, posixPath } from '../../src/runtime/node/folders.ts';
import { findPendingWork, type PendingWork } from '../../src/runtime/node/pending-work.ts';
import { readRecord, storeRecord } from '../../src/runtime/node/record-files.ts';
import { readShards } from '../../src/runtime/node/shard-files.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';

/** What the attestation says of its subjects besides their bytes. */
const PREDICATE = 'predicate.json';

function shardsOf({ loaded, request }: PendingWork, shards: readonly ShardFile[]): ShardFile[] {
  return shards.filter(
    ({ submission, selection }) =>
      submission.manifest_sha256 === loaded.manifestSha256 &&
      selection.track === request.track &&
      selection.commit === request.commit,
  );
}

async function recordOf(root: string, work: PendingWork, shards: readonly ShardFile[], engine: string): Promise<ResultRecord> {
  const { cells, run } = mergeShards(plannedCells(work.loaded, work.request), shardsOf(work, shards));
  if (run.engine_commit !== engine) {
    const rule = `were measured by engine ${run.engine_commit ?? 'with changes'}, not ${engine}`;
    throw new InputError({ path: 'shards', rule, fix: 'run the evaluation again' });
  }
  const [measured] = measuredRecords(work.loaded, work.request, cells);
  const approver = process.env['APPROVER'] || null;
  const record = makeRecord(measured!, { ...run, approver }, work.replaces?.result_digest);
  const { path } = await storeRecord({ root, folder: FOLDERS.results }, record);
  // Read back as everybody will read it: schema, digests and place.
  return await readRecord(resolve(root, path), path);
}

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

/**
 * Makes records of shards that other jobs measured. Runs no model and believes nothing: what was to be evaluated, on which draws, is
 * worked out from the branch itself. One submission that failed keeps no other from its record.
 */
export async function publishRecords(): Promise<void> {
  const root = process.cwd();
  const engine = variable('ENGINE_COMMIT');
  const shards = await readShards('shards');
  const work = await findPendingWork(root, await requireSuite(root), process.env['RESCORE'] === 'true');
  const records: ResultRecord[] = [];
  const faults: Fault[] = [];
  for (const pending of work) {
    if (shardsOf(pending, shards).length === 0) continue;
    try {
      records.push(await recordOf(root, pending, shards, engine));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(
        ...error.faults.map((fault) => ({ ...fault, path: `${pending.loaded.name} on ${pending.track}: ${fault.path}` })),
      );
    }
  }
  faults.forEach((fault) => console.error(formatFault(fault)));
  await writeFileAtomically(PREDICATE, `${canonicalJson(predicateOf(records, engine))}\n`);
  const files = records.map((record) => posixPath(join(FOLDERS.results, recordPath(record))));
  setOutputs({ count: String(records.length), files: files.join(','), failed: String(work.length - records.length) });
}
