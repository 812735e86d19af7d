import type { MetricKey } from '../metrics/catalogue.ts';
import { CORE_BUDGET_SECONDS, COVERAGES, TABLE_BUDGET_SECONDS, type Coverage } from './atlas-budget.ts';
import type { AtlasDocument } from './atlas-document.ts';
import { selectMetrics, type AtlasPlan, type AtlasTable, type AtlasVolume } from './atlas-plan.ts';
import { missingJobs, type ScoreSource } from './cell-looks.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { listClaims } from './claims.ts';
import { EXPERIMENT_LEVEL } from './experiment-document.ts';
import { assembleCell, type MetricCell } from './metric-cell.ts';
import { assembleSweep, jobOfSetting, type MetricSweep } from './metric-sweep.ts';
import { DEFAULT_SEEDS, mergeJobs, type StressJob } from './stress-job.ts';
import { MARGIN, VERDICT_NAMES } from './verdict.ts';

/** Chance of any interval of a family missing its mean. */
const SIGNIFICANCE_LEVEL = 0.05;

/** `content/atlas/<metric>.json`: all that the atlas holds of one metric. Derived, never edited; no byte depends on another metric. */
export interface MetricAtlas extends Pick<AtlasDocument, 'margin' | 'large_sample' | 'budget_seconds' | 'verdicts'> {
  readonly schema: 'custodes/metric-atlas/1';
  readonly metric: MetricKey;
  /** What each entry of `results` is. */
  readonly parts: readonly Omit<AtlasDocument['parts'][number], 'metric'>[];
  readonly volumes: readonly {
    readonly id: string;
    readonly looks: readonly number[];
    /** Intervals that hold together at 95%. */
    readonly family: number;
    /** Level of each interval, 1 − 0.05/family. */
    readonly level: number;
    /** The tables, and which of their cells the budget leaves to this metric. */
    readonly tables: readonly { readonly id: string; readonly coverage: Coverage['id'] }[];
  }[];
  readonly cells: readonly MetricCell[];
  /** The sweeps of the paper that have this metric: seeds of each setting, and level of each interval on its own. */
  readonly experiments: { readonly seeds: number; readonly level: number; readonly sweeps: readonly MetricSweep[] };
}

/** Level of each of `count` intervals that hold together. */
export function simultaneousLevel(count: number): number {
  return 1 - SIGNIFICANCE_LEVEL / count;
}

/** Level of each interval of a volume. It is that of a family of fixed size, so that no new metric or cell moves an interval. */
export function levelOf({ family }: Pick<AtlasVolume, 'family'>): number {
  return simultaneousLevel(family);
}

function coverageOf({ coverage }: AtlasTable, metric: MetricKey): Coverage['id'] {
  return COVERAGES.find(({ id }) => coverage[id]?.includes(metric))?.id ?? 'all';
}

/** Everything of a metric's document but its numbers: what it is recorded to hold. */
export function describeMetricAtlas(metric: MetricKey, { volumes }: AtlasPlan): Omit<MetricAtlas, 'cells' | 'experiments'> {
  return {
    schema: 'custodes/metric-atlas/1',
    metric,
    margin: MARGIN,
    large_sample: LARGE_SAMPLE,
    budget_seconds: { table: TABLE_BUDGET_SECONDS, core: CORE_BUDGET_SECONDS },
    verdicts: VERDICT_NAMES,
    parts: listClaims([metric]).map(({ part, predicates, scope }) => ({ part, predicates, scope })),
    volumes: volumes.map((volume) => ({
      id: volume.id,
      looks: volume.looks,
      family: volume.family,
      level: levelOf(volume),
      tables: volume.tables.map((table) => ({ id: table.id, coverage: coverageOf(table, metric) })),
    })),
  };
}

/** The jobs that are missing before the documents of some metrics can be assembled, as far as is known yet. */
export function missingInAtlas(metrics: readonly MetricKey[], plan: AtlasPlan, scoresOf: ScoreSource): StressJob[] {
  const { volumes, experiments } = selectMetrics(plan, metrics);
  const inVolumes = volumes.flatMap((volume) => {
    const planned = volume.tables.flatMap(({ cells }) => cells);
    return missingJobs(planned, volume, levelOf(volume), scoresOf);
  });
  const inExperiments = experiments.flatMap((experiment) =>
    experiment.settings.map((setting) => jobOfSetting(experiment, setting)).filter((job) => scoresOf(job) === undefined),
  );
  return mergeJobs([...inVolumes, ...inExperiments]);
}

/** Judges a metric on every cell on which it is followed. The result depends on the metric's scores alone. */
export function assembleMetricAtlas(metric: MetricKey, plan: AtlasPlan, scoresOf: ScoreSource): MetricAtlas {
  const { volumes, experiments } = selectMetrics(plan, [metric]);
  return {
    ...describeMetricAtlas(metric, plan),
    cells: volumes.flatMap((volume) => {
      const judging = { looks: volume.looks, level: levelOf(volume) };
      return volume.tables.flatMap(({ id, cells }) =>
        cells.map(({ request }) => assembleCell(id, request, metric, judging, scoresOf)),
      );
    }),
    experiments: {
      seeds: DEFAULT_SEEDS,
      level: EXPERIMENT_LEVEL,
      sweeps: experiments.map((experiment) => assembleSweep(experiment, metric, scoresOf)),
    },
  };
}

function lines(entries: readonly unknown[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n ]`;
}

/** The document as text: one cell or setting a line, so that a change shows as the lines of what it touches. */
export function formatMetricAtlas({ cells, experiments: { seeds, level, sweeps }, ...head }: MetricAtlas): string {
  const texts = sweeps.map(({ settings, ...rest }) => `${JSON.stringify(rest).slice(0, -1)},"settings":${lines(settings)}}`);
  const experiments = `{"seeds":${seeds},"level":${level},"sweeps":[${texts.length === 0 ? '' : `\n${texts.join(',\n')}\n `}]}`;
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "cells": ${lines(cells)},\n "experiments": ${experiments}\n}\n`;
}
