import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { assertPlanned, type PlannedJob } from '../../registry/planned-job.ts';
import type { Measured } from '../../registry/record.ts';
import type { ShardFile } from '../../registry/shard-file.ts';
import { listFiles, posixPath } from './folders.ts';
import { readShard } from './shard-files.ts';

/** A job that ended well. */
export interface FinishedJob {
  /** The run's attempt in which it ran last: one that runs again leaves another artefact. */
  readonly attempt: number;
  /** Of the shard that it announced; not looked at where absent. */
  readonly sha256?: string;
}

/** The newest attempt, of at most so many, that left a job's artefact; the newest of all where none did. */
export async function latestAttempt(folder: string, { artefact }: PlannedJob, most: number): Promise<number> {
  for (let attempt = most; attempt > 0; attempt--) {
    const name = `${artefact}-${attempt}`;
    if ((await listFiles(resolve(folder, name), name)).length > 0) return attempt;
  }
  return most;
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
 * @throws InputError where it is missing, is not alone, breaks its schema, or is not what the job was to measure
 */
export async function readPlannedShard(
  { folder, suite, engine }: ShardSource,
  job: PlannedJob,
  { attempt, sha256 }: FinishedJob,
): Promise<ShardFile> {
  const name = `${job.artefact}-${attempt}`;
  const files = await listFiles(resolve(folder, name), name);
  if (files.length !== 1) {
    const rule = files.length === 0 ? 'is missing' : `holds ${files.length} files`;
    throw new InputError({ path: name, rule, fix: 'run that job again: it leaves one shard' });
  }
  const { shard, sha256: actual } = await readShard(resolve(folder, name, files[0]!), posixPath(join(name, files[0]!)));
  if (sha256 !== undefined && actual !== sha256) {
    const fix = 'run that job again, and look at what the other jobs of the run did: its artefact was replaced';
    throw new InputError({ path: name, rule: `has SHA-256 ${actual}; its job announced ${sha256}`, fix });
  }
  assertPlanned(job, shard, suite, engine);
  return shard;
}
