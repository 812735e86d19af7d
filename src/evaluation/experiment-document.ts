import type { MetricKey } from '../metrics/catalogue.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import type { ExperimentSetting } from './experiment.ts';

/** Level of each interval on its own, as in the paper's figures. */
export const EXPERIMENT_LEVEL = 0.95;

/** Mean and interval over the seeds that have a score, and how many have where some have not. */
export type ExperimentRow = readonly [mean: number | null, lower: number | null, upper: number | null, count?: number];

/** One point of a sweep with all metrics; `results` has one row for each of the experiment's parts, null where it is not computed yet. */
export interface StoredSetting {
  readonly panel: string;
  readonly at: ExperimentSetting['at'];
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** As asked for; the others are at their defaults. */
  readonly parameters?: ParameterValues;
  /** Of the bits of a metric's scores on the first seed, by metric. */
  readonly digests: Readonly<Partial<Record<MetricKey, string>>>;
  readonly results: readonly (ExperimentRow | null)[];
}

/** One sweep with all metrics. */
export interface StoredExperiment {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly published: string | null;
  readonly holdout: number;
  readonly parts: readonly { readonly metric: MetricKey; readonly part: string }[];
  readonly settings: readonly StoredSetting[];
}

/** The sweeps with all metrics, joined from the files of the atlas: what pages read. */
export interface ExperimentDocument {
  readonly schema: 'custodes/experiments/1';
  readonly seeds: number;
  readonly level: number;
  readonly experiments: readonly StoredExperiment[];
}
