import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { AtlasJob } from '../../evaluation/atlas-plan.ts';
import { claimName, listClaims } from '../../evaluation/claims.ts';
import { fingerprintGroup, fingerprintJob } from '../../evaluation/score-fingerprint.ts';
import type { CellScores } from '../../evaluation/stress-scores.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import { StressCache, type CachedScores } from './stress-cache.ts';
import type { StressTask } from './stress-worker.ts';

/** A job with what is known of it. */
export interface PendingJob {
  readonly job: AtlasJob;
  readonly fingerprint: string;
  readonly known: CachedScores;
  /** Metrics that are still to be computed. */
  readonly missing: readonly MetricKey[];
}

interface WantedGroup {
  readonly keys: readonly MetricKey[];
  readonly fingerprint: string;
}

/** The groups that compute the wanted metrics, whole: one key costs as much as all. */
function wantedGroups(metrics: readonly MetricKey[]): WantedGroup[] {
  return METRIC_GROUPS.filter(({ keys }) => keys.some((key) => metrics.includes(key))).map((group) => ({
    keys: group.keys,
    fingerprint: fingerprintGroup(group),
  }));
}

/** Scores of many jobs, over worker threads, with a cache on disk. The numbers depend on neither. */
export class StressPool {
  readonly #cache: StressCache | null;
  readonly #groups: readonly WantedGroup[];
  readonly workers: number;

  /** @param root folder of the cache, or null to use none */
  constructor(metrics: readonly MetricKey[], root: string | null, workers: number = availableParallelism()) {
    this.#cache = root === null ? null : new StressCache(root);
    this.#groups = wantedGroups(metrics);
    this.workers = workers;
  }

  /** Looks up what is known of each job. */
  async prepare(jobs: readonly AtlasJob[]): Promise<PendingJob[]> {
    return await Promise.all(
      jobs.map(async (job) => {
        const fingerprint = fingerprintJob(job);
        const known = (await this.#cache?.read(fingerprint)) ?? {};
        const missing = this.#groups.filter((group) => known[group.fingerprint] === undefined).flatMap(({ keys }) => keys);
        return { job, fingerprint, known, missing };
      }),
    );
  }

  /**
   * Computes what is missing.
   *
   * @param onJob called when a job is done that was not known already
   * @returns scores in the order of the jobs
   */
  async run(pending: readonly PendingJob[], onJob: (job: AtlasJob) => void): Promise<CellScores[]> {
    const pool = new Tinypool({
      filename: new URL('./stress-worker.ts', import.meta.url).href,
      runtime: 'worker_threads',
      minThreads: 1,
      maxThreads: this.workers,
    });
    try {
      return await Promise.all(pending.map((job) => this.#complete(job, pool, onJob)));
    } finally {
      await pool.destroy();
    }
  }

  async #complete(
    { job, fingerprint, known, missing }: PendingJob,
    pool: Tinypool,
    onJob: (job: AtlasJob) => void,
  ): Promise<CellScores> {
    if (missing.length === 0) return this.#merge(known);
    const task: StressTask = { job, metrics: missing };
    const computed = (await pool.run(task)) as CellScores;
    const complete = { ...known };
    for (const group of this.#groups) {
      if (!group.keys.some((key) => missing.includes(key))) continue;
      const names = listClaims(group.keys).map(claimName);
      complete[group.fingerprint] = Object.fromEntries(names.map((name) => [name, computed[name]!]));
    }
    await this.#cache?.write(fingerprint, complete);
    onJob(job);
    return this.#merge(complete);
  }

  #merge(scores: CachedScores): CellScores {
    return Object.assign({}, ...this.#groups.map(({ fingerprint }) => scores[fingerprint])) as CellScores;
  }
}
