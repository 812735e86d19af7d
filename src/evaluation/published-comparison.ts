import type { MetricKey } from '../metrics/catalogue.ts';
import type { PublishedSweeps } from './documents/paper.ts';
import { EXPERIMENT_LEVEL, type ExperimentDocument, type StoredExperiment } from './experiment-document.ts';
import { sampleBehindInterval, welchHalfWidth, type Sample } from './welch.ts';

export type { PublishedSweeps };

/** A published mean beside ours. */
export interface Comparison {
  readonly experiment: string;
  readonly panel: string;
  readonly at: Readonly<Record<string, number | string>>;
  readonly metric: MetricKey;
  readonly ours: number | null;
  readonly published: number;
  /** Half width of the interval of the difference at the simultaneous level, or null where ours has no score. */
  readonly halfWidth: number | null;
  readonly agrees: boolean;
}

/** Chance of any false alarm in the whole comparison. */
const FAMILY_ERROR = 0.001;

/** Stored numbers are rounded, to six decimals here. */
const ROUNDING = 2e-6;

function settingKey(experiment: string | null, panel: string, at: object): string {
  return JSON.stringify([experiment, panel, at]);
}

function indexSettings({ experiments }: ExperimentDocument) {
  const settings = experiments.flatMap((experiment) => experiment.settings.map((setting) => ({ experiment, setting })));
  return new Map(settings.map((entry) => [settingKey(entry.experiment.published, entry.setting.panel, entry.setting.at), entry]));
}

/** Our mean over the part that the paper calls the score: the first of a metric, matched pairs alone where there are several. */
function findSample(
  { parts }: StoredExperiment,
  results: StoredExperiment['settings'][number]['results'],
  metric: MetricKey,
  seeds: number,
): Sample | null {
  const row = results[parts.findIndex((part) => part.metric === metric)];
  const [mean, lower, upper, count = seeds] = row ?? [null, null, null];
  if (mean === null || lower === null || upper === null) return null;
  return sampleBehindInterval(mean, (upper - lower) / 2, EXPERIMENT_LEVEL, count);
}

function simultaneous(rows: PublishedSweeps['rows']): number {
  return 1 - FAMILY_ERROR / rows.reduce((sum, { metrics }) => sum + Object.keys(metrics).length, 0);
}

/**
 * Compares every published mean with ours by Welch's interval of the difference, at a level at which all of them hold together. Where no
 * interval was published, the spread over seeds is taken to be ours.
 *
 * @param level of each interval; that at which all hold together unless given
 * @throws RangeError where a published setting is not among ours
 */
export function compareWithPublished(
  document: ExperimentDocument,
  { rows }: PublishedSweeps,
  level = simultaneous(rows),
): Comparison[] {
  const settings = indexSettings(document);
  return rows.flatMap(({ experiment, panel, at, metrics }) => {
    const found = settings.get(settingKey(experiment, panel, at));
    if (found === undefined) throw new RangeError(`No experiment has ${experiment} ${panel} ${JSON.stringify(at)}.`);
    const followed = found.experiment.parts.map(({ metric }) => metric);
    const entries = Object.entries(metrics).map(([key, theirs]) => [key as MetricKey, theirs] as const);
    // A metric that is not computed yet is not compared.
    const compared = entries.filter(([metric]) => followed.includes(metric));
    return compared.map(([metric, [published, halfWidth, seeds]]): Comparison => {
      const entry = { experiment, panel, at, metric, published };
      const ours = findSample(found.experiment, found.setting.results, metric, document.seeds);
      if (ours === null) return { ...entry, ours: null, halfWidth: null, agrees: false };
      const theirs =
        halfWidth === null
          ? { mean: published, variance: ours.variance, count: seeds }
          : sampleBehindInterval(published, halfWidth, EXPERIMENT_LEVEL, seeds);
      const bound = welchHalfWidth(ours, theirs, level);
      return { ...entry, ours: ours.mean, halfWidth: bound, agrees: Math.abs(ours.mean - published) <= bound + ROUNDING };
    });
  });
}
