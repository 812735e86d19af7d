import { mean } from '../core/statistics/mean.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { resolveCell } from '../suite/cell.ts';
import { claimName, listClaims } from './claims.ts';
import type { Experiment, ExperimentSetting } from './experiment.ts';
import { EXPERIMENT_LEVEL, type ExperimentRow, type StoredSetting } from './experiment-document.ts';
import { tInterval } from './score-summary.ts';
import { digestScores, roundStored } from './stored-scores.ts';
import { DEFAULT_SEEDS, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';
import type { SeedScores } from './verdict.ts';

/** One metric at one point of a sweep as stored: `results` has one row for each of the metric's parts. */
export interface MetricSetting extends Omit<StoredSetting, 'digests' | 'results'> {
  /** Of the bits of this metric's scores on the first seed. */
  readonly digest: string;
  readonly results: readonly ExperimentRow[];
}

/** One metric in one sweep as stored. */
export interface MetricSweep {
  readonly id: string;
  /** Share of the rows that is scored; 0 scores all. */
  readonly holdout: number;
  readonly settings: readonly MetricSetting[];
}

/** The scores that a setting needs. */
export function jobOfSetting(
  { metrics, holdout }: Pick<Experiment, 'metrics' | 'holdout'>,
  { request }: ExperimentSetting,
): StressJob {
  return { request, metrics, holdout, seeds: DEFAULT_SEEDS };
}

function toRow(scores: SeedScores): ExperimentRow {
  const defined = scores.filter((score) => score !== null);
  const interval = tInterval(defined, EXPERIMENT_LEVEL);
  // The mean of equal numbers may round away from them.
  const centre = interval !== null && interval.lower === interval.upper ? interval.lower : mean(defined);
  const row = [roundStored(centre), roundStored(interval?.lower ?? null), roundStored(interval?.upper ?? null)] as const;
  return defined.length === scores.length ? row : [...row, defined.length];
}

/** One setting from the scores of a metric. */
export function assembleSetting({ panel, at, request }: ExperimentSetting, metric: MetricKey, scores: CellScores): MetricSetting {
  const { dgp, geometry, n, d, m } = resolveCell(request);
  const lists = listClaims([metric]).map((claim) => scores[claimName(claim)]!);
  return {
    panel,
    at,
    dgp: dgp.id,
    geometry: geometry.id,
    n,
    d,
    m,
    ...(Object.keys(request.parameters ?? {}).length === 0 ? {} : { parameters: request.parameters! }),
    digest: digestScores(lists),
    results: lists.map(toRow),
  };
}

/** A metric's sweep from its scores. */
export function assembleSweep(
  experiment: Experiment,
  metric: MetricKey,
  scoresOf: (job: StressJob) => CellScores | undefined,
): MetricSweep {
  const { id, holdout, settings } = experiment;
  const own = { metrics: [metric], holdout };
  return {
    id,
    holdout,
    settings: settings.map((setting) => {
      const scores = scoresOf(jobOfSetting(own, setting));
      if (scores === undefined) throw new RangeError(`Scores of ${metric} on ${JSON.stringify(setting.request)} are missing.`);
      return assembleSetting(setting, metric, scores);
    }),
  };
}
