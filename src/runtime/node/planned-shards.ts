import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { assertPlanned, type PlannedJob } from '../../registry/planned-job.ts';
import type { Measured } from '../../registry/record.ts';
import type { ShardFile } from '../../registry/shard-file.ts';
import { listFiles, posixPath } from './folders.ts';
import { readShard } from './shard-files.ts';

/** What a job's artefact is called: a job that runs again leaves another. */
export function artefactFolder({ artefact }: PlannedJob, attempt: number): string {
  return `${artefact}-${attempt}`;
}

/** Which shards are read, and what they must say. */
export interface ShardSource {
  readonly folder: string;
  readonly suite: Measured['suite'];
  /** Commit of the engine that must have measured; not looked at where absent. */
  readonly engine?: string;
}

/**
 * The one shard that a job left.
 *
 * @param attempt the run's attempt in which the job ran last
 * @throws InputError where it is missing, is not alone, breaks its schema, or is not what the job was to measure
 */
export async function readPlannedShard(
  { folder, suite, engine }: ShardSource,
  job: PlannedJob,
  attempt: number,
): Promise<ShardFile> {
  const name = artefactFolder(job, attempt);
  const files = await listFiles(resolve(folder, name), name);
  if (files.length !== 1) {
    const rule = files.length === 0 ? 'is missing' : `holds ${files.length} files`;
    throw new InputError({ path: name, rule, fix: 'run that job again: it leaves one shard' });
  }
  const shard = await readShard(resolve(folder, name, files[0]!), posixPath(join(name, files[0]!)));
  assertPlanned(job, shard, suite, engine);
  return shard;
}
