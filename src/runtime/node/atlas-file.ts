import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { assembleAtlas, assembleCell, formatAtlas, metricsOf, requestOf, type AtlasDocument } from '../../evaluation/atlas.ts';
import { ATLAS_TABLES, jobName, listJobs, type AtlasJob } from '../../evaluation/atlas-plan.ts';
import { COMPUTED_METRICS, listClaims } from '../../evaluation/claims.ts';
import { scoreSeed, type CellScores } from '../../evaluation/stress-scores.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { resolveCell } from '../../suite/cell.ts';
import { StressPool, type PendingJob } from './stress-pool.ts';
import { writeFileAtomically } from './write-file.ts';

const ATLAS_PATH = 'content/atlas/atlas.json';

/** The cell on which an estimate of the time is based. */
const YARDSTICK = { dgp: 'D1', geometry: 'E7', n: 1000, d: 5 } as const;

/** What to tell the reader while the work goes on. */
export interface AtlasWatch {
  /** Jobs that are not in the cache, and about how many seconds they take. */
  onEstimate(jobs: number, seconds: number, workers: number): void;
  onJob(job: AtlasJob): void;
}

/** Work of a job in draws of one row and one code: what its time goes with. */
function sizeOf({ request, seeds }: AtlasJob): number {
  const { n, m } = resolveCell(request);
  return n * m * seeds;
}

/** Seconds that the missing metrics take, from one draw of the yardstick for each set of them. */
function estimateSeconds(pending: readonly PendingJob[], workers: number): number {
  const cell = resolveCell(YARDSTICK);
  const secondsPerUnit = new Map<string, number>();
  let total = 0;
  for (const { job, missing } of pending) {
    const name = missing.join();
    if (!secondsPerUnit.has(name)) {
      const start = process.hrtime.bigint();
      scoreSeed(cell, 0, { metrics: missing, holdout: 0 });
      secondsPerUnit.set(name, Number(process.hrtime.bigint() - start) / 1e9 / (cell.n * cell.m));
    }
    total += secondsPerUnit.get(name)! * sizeOf(job);
  }
  return total / workers;
}

async function computeScores(
  jobs: readonly AtlasJob[],
  metrics: readonly MetricKey[],
  cacheRoot: string | null,
  workers: number | undefined,
  watch: AtlasWatch,
): Promise<(job: AtlasJob) => CellScores> {
  const pool = new StressPool(metrics, cacheRoot, workers);
  const prepared = await pool.prepare(jobs);
  const missing = prepared.filter((job) => job.missing.length > 0);
  watch.onEstimate(missing.length, estimateSeconds(missing, pool.workers), pool.workers);
  const scores = await pool.run(prepared, watch.onJob);
  const byName = new Map(jobs.map((job, i) => [jobName(job), scores[i]!]));
  return (job) => byName.get(jobName(job))!;
}

/**
 * Computes the whole atlas, as far as the cache does not hold it, and writes it.
 *
 * @param root the project's folder
 * @param fresh ignore what was kept from earlier runs
 */
export async function writeAtlas(
  root: string,
  { workers, fresh }: { readonly workers?: number | undefined; readonly fresh: boolean },
  watch: AtlasWatch,
): Promise<{ readonly path: string; readonly document: AtlasDocument }> {
  const jobs = listJobs(ATLAS_TABLES.flatMap(({ requests }) => requests));
  const scoresOf = await computeScores(jobs, COMPUTED_METRICS, fresh ? null : root, workers, watch);
  const document = assembleAtlas(ATLAS_TABLES, COMPUTED_METRICS, scoresOf);
  const path = join(root, ATLAS_PATH);
  await writeFileAtomically(path, formatAtlas(document));
  return { path, document };
}

async function readAtlasDocument(root: string): Promise<AtlasDocument> {
  try {
    return JSON.parse(await readFile(join(root, ATLAS_PATH), 'utf8')) as AtlasDocument;
  } catch {
    throw new InputError({ path: ATLAS_PATH, rule: 'is missing or not JSON', fix: 'compute it with: npm run stress' });
  }
}

/**
 * Recomputes some cells of the committed atlas from nothing and compares every number, every verdict and the digest of all bits.
 *
 * @param sample number of cells, chosen by `seed`; all where there are no more
 * @returns names of the cells checked
 * @throws InputError with one fault for each cell that differs
 */
export async function checkAtlas(
  root: string,
  { sample, seed, workers }: { readonly sample: number; readonly seed: number; readonly workers?: number | undefined },
  watch: AtlasWatch,
): Promise<readonly string[]> {
  const document = await readAtlasDocument(root);
  const metrics = metricsOf(document);
  const gone = metrics.filter((key) => !COMPUTED_METRICS.includes(key));
  if (gone.length > 0)
    throw new InputError({
      path: ATLAS_PATH,
      rule: `holds ${gone.join(', ')}, which are computed no longer`,
      fix: 'recompute it with: npm run stress',
    });
  const count = Math.min(sample, document.cells.length);
  const chosen = [...new RandomStream('custodes/atlas-check', seed).choice(document.cells.length, count)].map(
    (i) => document.cells[i]!,
  );
  const scoresOf = await computeScores(listJobs(chosen.map(requestOf)), metrics, null, workers, watch);
  const claims = listClaims(metrics);
  const names = chosen.map(
    (cell) => `${cell.table}/${cell.dgp}/${cell.geometry}${cell.parameters ? JSON.stringify(cell.parameters) : ''}`,
  );
  const faults = chosen.flatMap((stored, i) => {
    const recomputed = assembleCell(stored.table, requestOf(stored), claims, document.level, scoresOf);
    if (JSON.stringify(recomputed) === JSON.stringify(stored)) return [];
    const rule = `${names[i]} is recorded as ${stored.digest} and recomputed as ${recomputed.digest}`;
    return [{ path: ATLAS_PATH, rule, fix: 'recompute the atlas with: npm run stress' }];
  });
  if (faults.length > 0) throw new InputError(...faults);
  return names;
}
