import { firstSeeds, scoreCell, type CellScores } from '../../evaluation/stress-scores.ts';
import type { AtlasJob } from '../../evaluation/atlas-plan.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { resolveCell } from '../../suite/cell.ts';

/** Work for one worker thread: some metrics of one job. */
export interface StressTask {
  readonly job: AtlasJob;
  readonly metrics: readonly MetricKey[];
}

/** Runs in a worker thread. */
export default function runTask({ job, metrics }: StressTask): CellScores {
  return scoreCell(resolveCell(job.request), firstSeeds(job.seeds), { metrics, holdout: 0 });
}
