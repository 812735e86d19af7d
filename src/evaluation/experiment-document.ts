import { mean } from '../core/statistics/mean.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { resolveCell } from '../suite/cell.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import { claimName, listClaims, type Claim } from './claims.ts';
import type { Experiment, ExperimentSetting } from './experiment.ts';
import { tInterval } from './score-summary.ts';
import { DEFAULT_SEEDS, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';
import { digestScores, roundStored } from './stored-scores.ts';
import type { SeedScores } from './verdict.ts';

/** Level of each interval on its own, as in the paper's figures. */
export const EXPERIMENT_LEVEL = 0.95;

/** Mean and interval over the seeds that have a score, and how many have where some have not. */
type ExperimentRow = readonly [mean: number | null, lower: number | null, upper: number | null, count?: number];

/** One point of a sweep as stored; `results` has one row for each of the experiment's parts. */
interface StoredSetting {
  readonly panel: string;
  readonly at: ExperimentSetting['at'];
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** As asked for; the others are at their defaults. */
  readonly parameters?: ParameterValues;
  /** Of the bits of every score on every seed. */
  readonly digest: string;
  readonly results: readonly ExperimentRow[];
}

/** One sweep as stored. */
export interface StoredExperiment {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly published: string | null;
  readonly holdout: number;
  readonly parts: readonly { readonly metric: MetricKey; readonly part: string }[];
  readonly settings: readonly StoredSetting[];
}

/** `content/atlas/experiments.json`: derived, never edited. */
export interface ExperimentDocument {
  readonly schema: 'custodes/experiments/1';
  readonly seeds: number;
  readonly level: number;
  readonly experiments: readonly StoredExperiment[];
}

/** The scores that a setting needs. */
export function jobOfSetting({ metrics, holdout }: Experiment, { request }: ExperimentSetting): StressJob {
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

/** One setting from its scores. */
export function assembleSetting(
  { panel, at, request }: ExperimentSetting,
  claims: readonly Claim[],
  scores: CellScores,
): StoredSetting {
  const { dgp, geometry, n, d, m } = resolveCell(request);
  const lists = claims.map((claim) => scores[claimName(claim)]!);
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

/** Every sweep from its scores. */
export function assembleExperiments(
  experiments: readonly Experiment[],
  scoresOf: (job: StressJob) => CellScores,
): ExperimentDocument {
  return {
    schema: 'custodes/experiments/1',
    seeds: DEFAULT_SEEDS,
    level: EXPERIMENT_LEVEL,
    experiments: experiments.map((experiment) => {
      const { id, title, description, published, holdout } = experiment;
      const claims = listClaims(experiment.metrics);
      return {
        id,
        title,
        description,
        published,
        holdout,
        parts: claims.map(({ metric, part }) => ({ metric, part })),
        settings: experiment.settings.map((setting) =>
          assembleSetting(setting, claims, scoresOf(jobOfSetting(experiment, setting))),
        ),
      };
    }),
  };
}

/** The document as text: one setting a line. */
export function formatExperiments({ experiments, ...head }: ExperimentDocument): string {
  const texts = experiments.map(({ settings, ...rest }) => {
    const lines = settings.map((setting) => JSON.stringify(setting)).join(',\n');
    return `${JSON.stringify(rest).slice(0, -1)},"settings":[\n${lines}\n]}`;
  });
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "experiments": [\n${texts.join(',\n')}\n ]\n}\n`;
}
