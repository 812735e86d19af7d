import type { Score } from '../../evaluation/validity/cell.ts';
import { runJob as run, type ValidityJob } from '../../evaluation/validity/job.ts';

/** Runs in a worker thread. */
export default function runJob(job: ValidityJob): Score[][] {
  return run(job);
}
