import { configurationOf, resolveCell, type CellRequest } from '../suite/cell.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import { independentCompanion, LARGE_SAMPLE } from './cell-verdicts.ts';
import { DEFAULT_SEEDS } from './run-cell.ts';

/** One table of the atlas. */
export interface AtlasTable {
  readonly id: string;
  readonly title: string;
  readonly requests: readonly CellRequest[];
}

/** Scores to compute: one cell on the seeds 0 … seeds − 1. */
export interface AtlasJob {
  readonly request: CellRequest;
  readonly seeds: number;
}

/** Sizes at which the whole suite is laid out; one thing at a time is varied from here. */
const BASE = { n: 1000, d: 5 } as const;

/** Settings of geometries that the defaults do not show. */
const VARIANTS: readonly Omit<CellRequest, 'dgp' | 'n' | 'd'>[] = [
  { geometry: 'E1', parameters: { shift: 3 } },
  { geometry: 'E2', parameters: { alpha: 0.5 } },
  { geometry: 'E4', m: BASE.d - 1 },
  { geometry: 'E8', parameters: { frequency: 1 } },
  { geometry: 'E8', parameters: { k: 4 } },
];

/** What the atlas holds. */
export const ATLAS_TABLES: readonly AtlasTable[] = [
  {
    id: 'base',
    title: 'Every DGP with every geometry, at the defaults of both',
    requests: DGPS.flatMap((dgp) => GEOMETRIES.map((geometry) => ({ dgp: dgp.id, geometry: geometry.id, ...BASE }))),
  },
  {
    id: 'variants',
    title: 'Shifted, half nonlinear, nearly complete, and group codes that no single code gives away',
    requests: DGPS.flatMap((dgp) => VARIANTS.map((variant) => ({ dgp: dgp.id, ...variant, ...BASE }))),
  },
];

/** Text that is the same for two jobs if and only if they are the same work. */
export function jobName({ request, seeds }: AtlasJob): string {
  return JSON.stringify({ ...configurationOf(resolveCell(request)), seeds });
}

/** The job of a cell itself, and those that its verdicts also need. */
export function jobsOfCell(request: CellRequest): {
  readonly main: AtlasJob;
  readonly independent: AtlasJob | null;
  readonly largeSample: AtlasJob | null;
} {
  const cell = resolveCell(request);
  const companion = independentCompanion(cell);
  return {
    main: { request, seeds: DEFAULT_SEEDS },
    independent: companion === null ? null : { request: companion, seeds: DEFAULT_SEEDS },
    largeSample: cell.truth.graded ? { request: { ...request, n: LARGE_SAMPLE.n }, seeds: LARGE_SAMPLE.seeds } : null,
  };
}

/** Every job of some cells, each once, in the order in which they are first needed. */
export function listJobs(requests: readonly CellRequest[]): AtlasJob[] {
  const jobs = new Map<string, AtlasJob>();
  for (const request of requests) {
    const { main, independent, largeSample } = jobsOfCell(request);
    for (const job of [main, independent, largeSample]) if (job !== null && !jobs.has(jobName(job))) jobs.set(jobName(job), job);
  }
  return [...jobs.values()];
}
