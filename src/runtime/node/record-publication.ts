import { resolve } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { makeRecord } from '../../registry/make-record.ts';
import { mergeShards } from '../../registry/merge-shards.ts';
import type { PlannedJob } from '../../registry/planned-job.ts';
import type { ResultRecord } from '../../registry/record.ts';
import type { ShardFile } from '../../registry/shard-file.ts';
import { measuredRecords, plannedCells, suiteName } from './evaluate-submission.ts';
import { faultsOf } from './faults-of.ts';
import { FOLDERS } from './folders.ts';
import type { FoundWork, PendingWork } from './pending-work.ts';
import { readPlannedShard, type FinishedJob } from './planned-shards.ts';
import { readRecord, storeRecord } from './record-files.ts';

/** What other jobs of the run did. */
export interface FinishedRun {
  /** What was planned, as the planning job said. */
  readonly jobs: readonly PlannedJob[];
  /** Those of them that ended well, by their artefact's name: GitHub's word, no job's. */
  readonly finished: ReadonlyMap<string, FinishedJob>;
  /** Where artefacts were unpacked, each in a folder of its own. */
  readonly folder: string;
  /** Commit of the engine that must have measured. */
  readonly engine: string;
  readonly approver: string | null;
}

async function shardsOf({ loaded, request }: PendingWork, run: FinishedRun): Promise<ShardFile[]> {
  const { jobs, finished, folder, engine } = run;
  const source = { folder, suite: suiteName(request.suite), engine };
  const own = jobs.filter(({ submission, track }) => submission === loaded.name && track === request.track);
  const shards: ShardFile[] = [];
  for (const job of own) {
    const { artefact, manifest_sha256, commit } = job;
    if (manifest_sha256 !== loaded.manifestSha256 || commit !== request.commit) {
      throw new InputError({ path: artefact, rule: 'was planned for another commit', fix: 'the next run plans it again' });
    }
    const done = finished.get(artefact);
    if (done === undefined) {
      throw new InputError({ path: artefact, rule: 'comes from a job that did not end well', fix: 'look at its log' });
    }
    shards.push(await readPlannedShard(source, job, done));
  }
  return shards;
}

async function recordOf(
  root: string,
  work: PendingWork,
  finished: FinishedRun,
  existing: readonly ResultRecord[],
): Promise<ResultRecord> {
  const { cells, run } = mergeShards(plannedCells(work.loaded, work.request), await shardsOf(work, finished));
  const [measured] = measuredRecords(work.loaded, work.request, cells);
  const record = makeRecord(measured!, { ...run, approver: finished.approver }, work.replaces?.result_digest);
  const { path } = await storeRecord({ root, folder: FOLDERS.results }, record, existing);
  // Read back as everybody will read it: schema, digests and place.
  return await readRecord(resolve(root, path), path);
}

/**
 * Makes records of shards that other jobs measured. Runs no model and believes nothing: what was to be evaluated, on which draws, is
 * worked out from the branch itself, and each shard counts for its own job's task alone. Whatever is wrong with one submission, the
 * others are recorded.
 */
export async function publishWork(
  root: string,
  { work, records: existing }: FoundWork,
  finished: FinishedRun,
): Promise<{ records: ResultRecord[]; faults: Fault[] }> {
  const planned = new Set(finished.jobs.map(({ submission, track }) => `${submission} ${track}`));
  const records: ResultRecord[] = [];
  const faults: Fault[] = [];
  for (const pending of work) {
    // The plan left it for the next run, or refused it and said why.
    if (!planned.has(`${pending.loaded.name} ${pending.track}`)) continue;
    try {
      records.push(await recordOf(root, pending, finished, existing));
    } catch (error) {
      const place = `${pending.loaded.name} on ${pending.track}`;
      faults.push(...faultsOf(place, error).map((fault) => ({ ...fault, path: `${place}: ${fault.path}` })));
    }
  }
  return { records, faults };
}
