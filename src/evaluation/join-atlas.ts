import { METRIC_KEYS, type MetricKey } from '../metrics/catalogue.ts';
import { CORE_BUDGET_SECONDS, COVERAGES, TABLE_BUDGET_SECONDS } from './atlas-budget.ts';
import type { AtlasDocument, StoredCell } from './atlas-document.ts';
import { WHOLE_ATLAS, type AtlasPlan, type AtlasTable, type AtlasVolume } from './atlas-plan.ts';
import { LARGE_SAMPLE } from './cell-verdicts.ts';
import { EXPERIMENT_LEVEL, type ExperimentDocument, type StoredExperiment } from './experiment-document.ts';
import { levelOf, type MetricAtlas } from './metric-atlas.ts';
import { cellKey, plannedKey, type MetricCell } from './metric-cell.ts';
import type { MetricSetting } from './metric-sweep.ts';
import { DEFAULT_SEEDS } from './stress-job.ts';
import { MARGIN, VERDICT_NAMES } from './verdict.ts';

type ByMetric<Entry> = ReadonlyMap<MetricKey, ReadonlyMap<string, Entry>>;

/** Files in the order of the catalogue. */
function orderFiles(files: readonly MetricAtlas[]): MetricAtlas[] {
  return METRIC_KEYS.flatMap((key) => files.filter(({ metric }) => metric === key));
}

/** Lays the entries of all metrics side by side: rows in the order of their parts, null where a metric has no such entry. */
function joinEntries<Row>(
  files: readonly MetricAtlas[],
  find: (metric: MetricKey) => { readonly digest: string; readonly results: readonly Row[] } | undefined,
) {
  const found = files.map(({ metric, parts }) => ({ metric, parts, entry: find(metric) }));
  return {
    digests: Object.fromEntries(found.flatMap(({ metric, entry }) => (entry === undefined ? [] : [[metric, entry.digest]]))),
    results: found.flatMap(({ parts, entry }) => parts.map((_, i): Row | null => entry?.results[i] ?? null)),
  };
}

function joinCells(files: readonly MetricAtlas[], { tables }: AtlasVolume, known: ByMetric<MetricCell>): StoredCell[] {
  return tables.flatMap(({ id, cells }) =>
    cells.flatMap(({ request }): StoredCell[] => {
      const key = plannedKey(id, request);
      const [first] = files.flatMap(({ metric }) => known.get(metric)?.get(key) ?? []);
      if (first === undefined) return [];
      const { digest: _digest, results: _results, ...place } = first;
      return [{ ...place, ...joinEntries(files, (metric) => known.get(metric)?.get(key)) }];
    }),
  );
}

function joinCoverage(files: readonly MetricAtlas[], { id }: AtlasTable): AtlasDocument['tables'][number]['coverage'] {
  const choiceOf = ({ volumes }: MetricAtlas) =>
    volumes.flatMap(({ tables }) => tables).find((table) => table.id === id)?.coverage;
  return COVERAGES.filter((coverage) => coverage.id !== 'all').flatMap(({ id: choice, rule }) => {
    const metrics = files.filter((file) => choiceOf(file) === choice).map(({ metric }) => metric);
    return metrics.length === 0 ? [] : [{ rule, metrics }];
  });
}

/**
 * The volumes of the atlas with all metrics that have a file. Cells are those of the plan, in its order, that some metric has.
 *
 * @param files in any order
 */
export function joinAtlas(files: readonly MetricAtlas[], { volumes }: Pick<AtlasPlan, 'volumes'> = WHOLE_ATLAS): AtlasDocument[] {
  const ordered = orderFiles(files);
  const known = new Map(ordered.map(({ metric, cells }) => [metric, new Map(cells.map((cell) => [cellKey(cell), cell]))]));
  return volumes.map((volume) => {
    const cells = joinCells(ordered, volume, known);
    return {
      schema: 'custodes/atlas/2',
      id: volume.id,
      title: volume.title,
      looks: volume.looks,
      margin: MARGIN,
      verdict_count: cells.flatMap(({ results }) => results).filter((row) => row !== null).length,
      level: levelOf(volume),
      large_sample: LARGE_SAMPLE,
      budget_seconds: { table: TABLE_BUDGET_SECONDS, core: CORE_BUDGET_SECONDS },
      verdicts: VERDICT_NAMES,
      parts: ordered.flatMap(({ metric, parts }) => parts.map((part) => ({ metric, ...part }))),
      tables: volume.tables.map((table) => ({ id: table.id, title: table.title, coverage: joinCoverage(ordered, table) })),
      cells,
    };
  });
}

function pointOf({ panel, at }: Pick<MetricSetting, 'panel' | 'at'>): string {
  return JSON.stringify([panel, at]);
}

/**
 * The sweeps with all metrics that have a file. Settings are those of the plan, in its order, that some metric has.
 *
 * @param files in any order
 */
export function joinExperiments(
  files: readonly MetricAtlas[],
  { experiments }: Pick<AtlasPlan, 'experiments'> = WHOLE_ATLAS,
): ExperimentDocument {
  const ordered = orderFiles(files);
  const joined = experiments.map(({ id, title, description, published, holdout, metrics, settings }): StoredExperiment => {
    const own = ordered.filter(({ metric }) => metrics.includes(metric));
    const known = new Map(
      own.map(({ metric, experiments: { sweeps } }) => {
        const stored = sweeps.find((sweep) => sweep.id === id)?.settings ?? [];
        return [metric, new Map(stored.map((setting) => [pointOf(setting), setting]))];
      }),
    );
    return {
      id,
      title,
      description,
      published,
      holdout,
      parts: own.flatMap(({ metric, parts }) => parts.map(({ part }) => ({ metric, part }))),
      settings: settings.flatMap((setting) => {
        const point = pointOf(setting);
        const [first] = own.flatMap(({ metric }) => known.get(metric)?.get(point) ?? []);
        if (first === undefined) return [];
        const { digest: _digest, results: _results, ...place } = first;
        return [{ ...place, ...joinEntries(own, (metric) => known.get(metric)?.get(point)) }];
      }),
    };
  });
  return { schema: 'custodes/experiments/1', seeds: DEFAULT_SEEDS, level: EXPERIMENT_LEVEL, experiments: joined };
}
