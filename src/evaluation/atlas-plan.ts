import type { MetricKey } from '../metrics/catalogue.ts';
import type { CostPoint } from '../metrics/metric-home.ts';
import { resolveCell, type CellRequest } from '../suite/cell.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import type { Geometry, GeometryVariant } from '../suite/geometries/geometry.ts';
import { chooseCoverage, type CellCounts, type Coverage } from './atlas-budget.ts';
import { COMPUTED_METRICS } from './claims.ts';
import type { Experiment } from './experiment.ts';
import { EXPERIMENTS } from './experiments.ts';
import { DEFAULT_SEEDS } from './stress-job.ts';

/** A cell with the metrics that are followed on it. */
export interface PlannedCell {
  readonly request: CellRequest;
  readonly metrics: readonly MetricKey[];
}

/** One table of the atlas. */
export interface AtlasTable {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly PlannedCell[];
  /** Metrics that are not followed on every cell, by what they are followed on. */
  readonly coverage: Readonly<Partial<Record<Coverage['id'], readonly MetricKey[]>>>;
}

/** Tables whose intervals have one level. */
export interface AtlasVolume {
  readonly id: string;
  readonly title: string;
  /** Numbers of seeds after which verdicts are looked at: a look after the first only where it left one open. */
  readonly looks: readonly number[];
  /** Intervals that hold together at 95%: the number for which their level is set, whatever the volume grows to. */
  readonly family: number;
  readonly tables: readonly AtlasTable[];
}

/** What is computed of each metric. */
export interface AtlasPlan {
  readonly volumes: readonly AtlasVolume[];
  readonly experiments: readonly Experiment[];
}

/** Seeds of a cell where the first leave the verdict of a cheap metric open. */
const EXTENDED_SEEDS = 60;

/** Sizes at which the whole suite is laid out; one thing at a time is varied from here. */
const BASE = { n: 1000, d: 5 } as const;

/** A setting of a geometry away from its defaults. */
function requestVariant({ id: geometry }: Geometry, { parameters, codes }: GeometryVariant): Omit<CellRequest, 'dgp'> {
  return { geometry, ...(parameters && { parameters }), ...(codes && { m: codes(BASE.d) }), ...BASE };
}

/** A geometry with another number of codes than in the base table, m = ratio · d; null where it cannot have that. */
function requestWithCodes({ id: geometry, codes, codesPerFactor }: Geometry, ratio: number): Omit<CellRequest, 'dgp'> | null {
  const allows = codes === 'free' || (codes === 'over' && ratio > 1) || (codes === 'under' && ratio < 1);
  if (allows) return { geometry, ...BASE, m: Math.floor(ratio * BASE.d) };
  if (codesPerFactor !== undefined && ratio > 1) return { geometry, ...BASE, parameters: { [codesPerFactor]: ratio } };
  return null;
}

/** What the base table has already is not repeated. */
function isInBase(request: CellRequest): boolean {
  return resolveCell(request).m === resolveCell({ dgp: request.dgp, geometry: request.geometry, ...BASE }).m;
}

function everyCell(size: { readonly n: number; readonly d: number }): CellRequest[] {
  return DGPS.flatMap((dgp) => GEOMETRIES.map((geometry) => ({ dgp: dgp.id, geometry: geometry.id, ...size })));
}

function cellsWithCodes(ratio: number): CellRequest[] {
  return DGPS.flatMap((dgp) =>
    GEOMETRIES.flatMap((geometry) => {
      const request = requestWithCodes(geometry, ratio);
      return request === null ? [] : [{ dgp: dgp.id, ...request }];
    }),
  ).filter((request) => !isInBase(request));
}

function completeTable(id: string, title: string, requests: readonly CellRequest[]): AtlasTable {
  return { id, title, cells: requests.map((request) => ({ request, metrics: COMPUTED_METRICS })), coverage: {} };
}

/** A table in which costly metrics are followed on fewer cells. */
function budgetedTable(
  id: string,
  title: string,
  point: CostPoint,
  counts: CellCounts,
  requests: readonly CellRequest[],
): AtlasTable {
  const chosen = new Map(COMPUTED_METRICS.map((metric) => [metric, chooseCoverage(metric, point, counts, DEFAULT_SEEDS)]));
  const byCoverage = Map.groupBy(COMPUTED_METRICS, (metric) => chosen.get(metric)!.id);
  byCoverage.delete('all');
  return {
    id,
    title,
    cells: requests.map((request) => ({
      request,
      metrics: COMPUTED_METRICS.filter((metric) => chosen.get(metric)!.includes(request)),
    })),
    coverage: Object.fromEntries(byCoverage),
  };
}

const FIRST_LOOK = [DEFAULT_SEEDS];

/** Cells of a table of eight DGPs with fourteen geometries. */
const SUITE: CellCounts = { all: 112, representative: 21, core: 6, none: 0 };

/** What the atlas holds. Families were counted when the atlas was first laid out: looks times verdicts of 29 metrics. */
export const ATLAS_VOLUMES: readonly AtlasVolume[] = [
  {
    id: 'atlas',
    title: 'Every DGP with every geometry',
    looks: [DEFAULT_SEEDS, EXTENDED_SEEDS],
    family: 10_640,
    tables: [
      completeTable('base', 'Every DGP with every geometry, at the defaults of both', everyCell(BASE)),
      completeTable(
        'variants',
        'Shifted, half nonlinear, nearly complete, and group codes that no single code gives away',
        DGPS.flatMap((dgp) =>
          GEOMETRIES.flatMap((geometry) =>
            (geometry.variants ?? []).map((variant) => ({ dgp: dgp.id, ...requestVariant(geometry, variant) })),
          ),
        ),
      ),
    ],
  },
  {
    id: 'sample-sizes',
    title: 'Fewer and more rows',
    looks: FIRST_LOOK,
    family: 4397,
    tables: [
      budgetedTable('n-100', 'As the base table, with n = 100', 'n = 100', SUITE, everyCell({ ...BASE, n: 100 })),
      budgetedTable('n-10000', 'As the base table, with n = 10,000', 'n = 10000', SUITE, everyCell({ ...BASE, n: 10_000 })),
    ],
  },
  {
    id: 'factor-counts',
    title: 'More factors',
    looks: FIRST_LOOK,
    family: 3571,
    tables: [
      budgetedTable('d-10', 'As the base table, with d = 10', 'd = 10', SUITE, everyCell({ ...BASE, d: 10 })),
      budgetedTable('d-20', 'As the base table, with d = 20', 'd = 20', SUITE, everyCell({ ...BASE, d: 20 })),
    ],
  },
  {
    id: 'code-counts',
    title: 'Fewer and more codes, where the geometry leaves their number free',
    looks: FIRST_LOOK,
    family: 2822,
    tables: [
      budgetedTable(
        'ratio-half',
        'm = d/2, rounded down',
        'base',
        { all: 24, representative: 6, core: 2, none: 0 },
        cellsWithCodes(1 / 2),
      ),
      budgetedTable('ratio-2', 'm = 2d', 'm = 2d', { all: 40, representative: 6, core: 2, none: 0 }, cellsWithCodes(2)),
      budgetedTable('ratio-5', 'm = 5d', 'm = 5d', { all: 56, representative: 9, core: 2, none: 0 }, cellsWithCodes(5)),
    ],
  },
];

/** Everything that the atlas holds. */
export const WHOLE_ATLAS: AtlasPlan = { volumes: ATLAS_VOLUMES, experiments: EXPERIMENTS };

/** What a plan holds of some metrics: tables stay, cells and experiments on which none of them is followed go. */
export function selectMetrics({ volumes, experiments }: AtlasPlan, metrics: readonly MetricKey[]): AtlasPlan {
  const select = <Entry extends { readonly metrics: readonly MetricKey[] }>(entries: readonly Entry[]) =>
    entries
      .map((entry) => ({ ...entry, metrics: entry.metrics.filter((key) => metrics.includes(key)) }))
      .filter((entry) => entry.metrics.length > 0);
  return {
    volumes: volumes.map((volume) => ({
      ...volume,
      tables: volume.tables.map((table) => ({ ...table, cells: select(table.cells) })),
    })),
    experiments: select(experiments),
  };
}
