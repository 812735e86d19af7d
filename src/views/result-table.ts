import { collectInstanceScores } from '../evaluation/instance-scores.ts';
import { summariseScores, type ScoreSummary } from '../evaluation/score-summary.ts';
import type { InstanceMeasurement, Measured } from '../registry/record.ts';
import { metricWords } from './track-words.ts';

/** A metric of a record, with the part of it that pages print. */
export interface MetricColumn {
  readonly key: string;
  readonly title: string;
  readonly part: string;
}

/** One metric over all instances of both variants. */
export interface MetricSummary extends MetricColumn {
  readonly main: ScoreSummary & { readonly points: readonly number[] };
  readonly twin: (ScoreSummary & { readonly points: readonly number[] }) | null;
}

/** Metrics of a record: those of the panel that it holds, in the panel's order. */
export function metricColumns({ models }: Measured, panel: readonly string[]): MetricColumn[] {
  const held = new Set([...models.main, ...models.twin].flatMap(({ metrics }) => Object.keys(metrics)));
  return panel.filter((key) => held.has(key)).map((key) => ({ key, ...metricWords(key) }));
}

/** The number that a page prints for a model. */
export function cellScore({ metrics }: InstanceMeasurement, { key, part }: MetricColumn): number | null {
  return metrics[key]?.[part] ?? null;
}

function summarise(models: readonly InstanceMeasurement[], { key, part }: MetricColumn) {
  const points = [...collectInstanceScores(models, key, part).scores].toSorted(([a], [b]) => a - b).map(([, score]) => score);
  return { ...summariseScores(points), points };
}

/** Means and intervals of every metric, training seeds averaged within instances. */
export function summariseMetrics({ models }: Measured, columns: readonly MetricColumn[]): MetricSummary[] {
  return columns.map((column) => ({
    ...column,
    main: summarise(models.main, column),
    twin: models.twin.length === 0 ? null : summarise(models.twin, column),
  }));
}
