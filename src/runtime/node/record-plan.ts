import { RandomStream } from '../../core/random/stream.ts';
import { InputError, type Fault } from '../../core/input-error.ts';
import { parseAttempts, type Attempt } from '../../registry/attempts.ts';
import { entryFaults, estimateSubmission } from '../../registry/budget-faults.ts';
import { slowestCell } from '../../registry/cell-cost.ts';
import { LIMITS } from '../../registry/limits.ts';
import { correction, measuredCost } from '../../registry/measured-cost.ts';
import { planJobs, type JobTask, type PlannedJob } from '../../registry/planned-job.ts';
import { planShardCount } from '../../registry/shard.ts';
import { artefactName, isRemote } from '../../registry/submission.ts';
import { plannedCells, sourceOf } from './evaluate-submission.ts';
import { faultsOf } from './faults-of.ts';
import { LEDGER, readFolderAt } from './git.ts';
import type { FoundWork, PendingWork } from './pending-work.ts';
import { readSubmissionFiles, type LoadedSubmission } from './submission-folder.ts';

/** Every line of the ledger, oldest first; none where the clone has no ledger. */
export async function readLedger(root: string): Promise<Attempt[]> {
  const months = await readFolderAt(root, LEDGER, 'attempts');
  return [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([path, text]) => parseAttempts(text, path));
}

function hasRemoteModel({ submission }: LoadedSubmission): boolean {
  const models = submission.tracks.flatMap(({ models }) =>
    Object.values(models).flatMap((instances) => Object.values(instances)),
  );
  return models.flatMap((seeds) => Object.values(seeds)).some((model) => isRemote(artefactName(model)));
}

/**
 * What each cell of a pending record takes on one core: by the model's own work, corrected by what the pull request's evaluation took.
 *
 * @throws InputError where the submission breaks a rule: what cannot be evaluated takes no job
 */
async function secondsOf({ loaded, track, request }: PendingWork, attempts: readonly Attempt[]): Promise<number[]> {
  const cost = measuredCost(attempts, loaded.name);
  // Nothing is fetched to make a plan: the job that runs a model that lies elsewhere fetches and audits it.
  if (hasRemoteModel(loaded)) {
    const { track: _, ...whole } = request;
    const all = plannedCells(loaded, whole).length;
    const each = cost === null ? slowestCell() : Math.max(LIMITS.evaluation.cellSeconds, (cost.measured * 60) / all);
    return plannedCells(loaded, request).map(() => each);
  }
  const files = await readSubmissionFiles(loaded);
  const faults = entryFaults(loaded.submission, files);
  if (faults.length > 0) throw new InputError(...faults);
  const { cells, seconds } = estimateSubmission(loaded.submission, files);
  // No cell takes longer than it is let run.
  const most = LIMITS.evaluation.encoderSeconds + LIMITS.evaluation.metricSeconds;
  return seconds.filter((_, i) => cells[i]!.track === track).map((value) => Math.min(most, value * correction(cost)));
}

async function tasksOf(work: PendingWork, attempts: readonly Attempt[]): Promise<JobTask[]> {
  const { loaded, track, request } = work;
  const seconds = await secondsOf(work, attempts);
  // Where no number of jobs keeps each within its time, each model has a job of its own, as far as jobs go.
  const count = planShardCount(seconds) ?? Math.min(LIMITS.evaluation.shards, seconds.length);
  const { submission } = sourceOf(loaded, request);
  return Array.from({ length: count }, (_, i) => ({ submission, track, commit: request.commit, shard: `${i + 1}/${count}` }));
}

/** The jobs of one run. */
export interface RecordPlan {
  readonly jobs: readonly PlannedJob[];
  /** Records that are left for the next run. */
  readonly left: number;
  /** Why some submissions get no job. */
  readonly faults: readonly Fault[];
}

/**
 * Shares the pending work out to as many jobs as a matrix holds.
 *
 * @param run its number: where not everything fits, it draws the order, so that nothing that fails each time keeps others waiting
 */
export async function planRecords({ work, broken }: FoundWork, attempts: readonly Attempt[], run: string): Promise<RecordPlan> {
  const faults = broken.flatMap((submission) => submission.faults);
  const wanted: JobTask[][] = [];
  for (const pending of work) {
    try {
      wanted.push(await tasksOf(pending, attempts));
    } catch (error) {
      faults.push(...faultsOf(pending.loaded.name, error));
    }
  }
  const total = wanted.reduce((sum, tasks) => sum + tasks.length, 0);
  const fits = total <= LIMITS.evaluation.shards;
  const order = fits ? wanted.keys() : new RandomStream('custodes/record', run).choice(wanted.length, wanted.length);
  const tasks: JobTask[] = [];
  let left = 0;
  for (const index of order) {
    const next = wanted[index]!;
    if (tasks.length + next.length > LIMITS.evaluation.shards) left++;
    else tasks.push(...next);
  }
  return { jobs: planJobs(tasks), left, faults };
}
