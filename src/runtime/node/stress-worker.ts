import { seedsOf, type StressJob } from '../../evaluation/stress-job.ts';
import { scoreCell, type CellScores } from '../../evaluation/stress-scores.ts';
import { resolveCell } from '../../suite/cell.ts';

/** Runs in a worker thread. */
export default function runJob(job: StressJob): CellScores {
  return scoreCell(resolveCell(job.request), seedsOf(job), { metrics: job.metrics, holdout: job.holdout ?? 0 });
}
