import { METRIC_KEYS, type MetricKey } from '../metrics/catalogue.ts';
import { configurationOf, resolveCell, type CellRequest } from '../suite/cell.ts';

/** Seeds of a cell where no number is asked for; verdicts of the atlas rest on at least as many. */
export const DEFAULT_SEEDS = 20;

/** Scores to compute: some metrics of one cell on the seeds firstSeed … firstSeed + seeds − 1. */
export interface StressJob {
  readonly request: CellRequest;
  readonly metrics: readonly MetricKey[];
  readonly seeds: number;
  /** Default 0. */
  readonly firstSeed?: number;
  /** Share of the rows that is scored; 0, the default, scores all. */
  readonly holdout?: number;
}

/** Text that is the same for two jobs if and only if they draw and score the same rows; which metrics are wanted is no part of it. */
export function jobName({ request, seeds, firstSeed = 0, holdout = 0 }: StressJob): string {
  return JSON.stringify({ ...configurationOf(resolveCell(request)), seeds, firstSeed, holdout });
}

/** Seeds of a job, ascending. */
export function seedsOf({ seeds, firstSeed = 0 }: Pick<StressJob, 'seeds' | 'firstSeed'>): number[] {
  return Array.from({ length: seeds }, (_, i) => firstSeed + i);
}

/** Every job once, in the order in which they are first named, with all metrics that any of them asks for, in catalogue order. */
export function mergeJobs(jobs: readonly StressJob[]): StressJob[] {
  const merged = new Map<string, StressJob>();
  for (const job of jobs) {
    const name = jobName(job);
    const wanted = new Set([...(merged.get(name)?.metrics ?? []), ...job.metrics]);
    merged.set(name, { ...job, metrics: METRIC_KEYS.filter((key) => wanted.has(key)) });
  }
  return [...merged.values()];
}
