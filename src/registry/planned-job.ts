import { InputError } from '../core/input-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareDocuments, formatMismatch } from './compare.ts';
import type { PlannedJob } from './documents/planned-job.ts';
import { sha256Hex } from './digest.ts';
import type { Measured } from './record.ts';
import { formatShard } from './shard.ts';
import type { ShardFile } from './shard-file.ts';

/** What one job of a matrix is to measure. */
export interface JobTask {
  readonly submission: Measured['submission'];
  /** Absent where all tracks are measured. */
  readonly track?: string;
  /** Commit that seeds the draws, or `public`. */
  readonly commit: string;
  /** `i/n` */
  readonly shard: string;
}

export type { PlannedJob };

const DIGITS = 16;

/**
 * The jobs of a matrix. Whoever publishes knows these names from the plan, which a job that runs no model made: a shard counts for
 * nothing but the task in its job's name.
 */
export function planJobs(tasks: readonly JobTask[]): PlannedJob[] {
  return tasks.map((task, job) => {
    const { slug, version, manifest_sha256 } = task.submission;
    const digest = sha256Hex(new TextEncoder().encode(canonicalJson({ job, ...task })));
    const { submission: _, ...rest } = task;
    const artefact = `shard-${job}-${digest.slice(0, DIGITS)}`;
    return { ...rest, submission: `submissions/${slug}/${version}`, manifest_sha256, artefact };
  });
}

/** @throws InputError where a shard is not what its job was to measure */
export function assertPlanned(job: PlannedJob, shard: ShardFile, suite: Measured['suite'], engine?: string): void {
  const { artefact, submission, manifest_sha256, track, commit } = job;
  const { slug, version } = shard.submission;
  const got = {
    submission: `submissions/${slug}/${version}`,
    manifest_sha256: shard.submission.manifest_sha256,
    suite: shard.suite,
    selection: shard.selection,
    shard: formatShard(shard.shard),
    ...(engine !== undefined && { engine: shard.run.engine_commit }),
  };
  const wanted = {
    submission,
    manifest_sha256,
    suite,
    selection: { commit, ...(track !== undefined && { track }) },
    shard: job.shard,
    ...(engine !== undefined && { engine }),
  };
  const mismatches = compareDocuments(wanted, got);
  if (mismatches.length === 0) return;
  const fix = 'run that job again: a shard counts for what its job was to measure, and for nothing else';
  throw new InputError(...mismatches.map((mismatch) => ({ path: artefact, rule: formatMismatch(mismatch), fix })));
}
