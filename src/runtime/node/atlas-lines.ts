import { selectMetrics, type AtlasPlan } from '../../evaluation/atlas-plan.ts';
import { missingJobs, type ScoreSource } from '../../evaluation/cell-looks.ts';
import { levelOf, type MetricAtlas } from '../../evaluation/metric-atlas.ts';
import { assembleCell, cellKey, plannedKey } from '../../evaluation/metric-cell.ts';
import { assembleSetting, jobOfSetting } from '../../evaluation/metric-sweep.ts';
import type { StressJob } from '../../evaluation/stress-job.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import type { CellRequest } from '../../suite/cell.ts';

/** A line as it stands in a file: numbers with the digest of all bits. */
export interface StoredLine {
  readonly digest: string;
}

/** A line of a metric's file that can be computed on its own: a cell, or a setting of a sweep. */
export interface PlannedLine {
  readonly metric: MetricKey;
  /** The same for a stored line. */
  readonly key: string;
  readonly name: string;
  /** Jobs that are still missing. */
  needs(scoresOf: ScoreSource): readonly StressJob[];
  compute(scoresOf: ScoreSource): StoredLine;
}

function settingName({ dgp, geometry, parameters }: CellRequest): string {
  const given = Object.keys(parameters ?? {}).length === 0 ? '' : JSON.stringify(parameters);
  return `${dgp}/${geometry}${given}`;
}

function pointKey(id: string, { panel, at }: { readonly panel: string; readonly at: object }): string {
  return JSON.stringify([id, panel, at]);
}

/** Every line that a plan has of a metric. */
export function plannedLines(metric: MetricKey, plan: AtlasPlan): PlannedLine[] {
  const { volumes, experiments } = selectMetrics(plan, [metric]);
  const cells = volumes.flatMap((volume) => {
    const judging = { looks: volume.looks, level: levelOf(volume) };
    return volume.tables.flatMap((table) =>
      table.cells.map(({ request }): PlannedLine => ({
        metric,
        key: plannedKey(table.id, request),
        name: `${metric}/${table.id}/${settingName(request)}`,
        needs: (scoresOf) => missingJobs([{ request, metrics: [metric] }], judging, judging.level, scoresOf),
        compute: (scoresOf) => assembleCell(table.id, request, metric, judging, scoresOf),
      })),
    );
  });
  const settings = experiments.flatMap(({ id, holdout, settings: points }) =>
    points.map((setting): PlannedLine => {
      const job = jobOfSetting({ metrics: [metric], holdout }, setting);
      return {
        metric,
        key: pointKey(id, setting),
        name: `${metric}/${id}/${setting.panel}/${settingName(setting.request)}`,
        needs: (scoresOf) => (scoresOf(job) === undefined ? [job] : []),
        compute: (scoresOf) => assembleSetting(setting, metric, scoresOf(job)!),
      };
    }),
  );
  return [...cells, ...settings];
}

/** Every line of a metric's file by key. */
export function storedLines({ cells, experiments: { sweeps } }: MetricAtlas): ReadonlyMap<string, StoredLine> {
  return new Map<string, StoredLine>([
    ...cells.map((cell) => [cellKey(cell), cell] as const),
    ...sweeps.flatMap(({ id, settings }) => settings.map((setting) => [pointKey(id, setting), setting] as const)),
  ]);
}
