import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { claimName, listClaims } from '../../evaluation/claims.ts';
import { fingerprintGroup, fingerprintJob } from '../../evaluation/score-fingerprint.ts';
import { jobName, type StressJob } from '../../evaluation/stress-job.ts';
import type { CellScores } from '../../evaluation/stress-scores.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import { StressCache, type CachedScores } from './stress-cache.ts';

/** A job with what is known of it. */
export interface PendingJob {
  readonly job: StressJob;
  readonly fingerprint: string;
  readonly known: CachedScores;
  /** Metrics that are still to be computed. */
  readonly missing: readonly MetricKey[];
}

interface FingerprintedGroup {
  readonly keys: readonly MetricKey[];
  readonly fingerprint: string;
}

/** Scores of many jobs, over worker threads, with a cache on disk. The numbers depend on neither. */
export class StressPool {
  readonly #cache: StressCache | null;
  readonly #groups = new Map<number, FingerprintedGroup>();
  readonly #jobs = new Map<string, string>();
  readonly workers: number;

  /** @param root folder of the cache, or null to use none */
  constructor(root: string | null, workers: number = availableParallelism()) {
    this.#cache = root === null ? null : new StressCache(root);
    this.workers = workers;
  }

  /** The groups that compute the metrics, whole: one key costs as much as all. */
  #groupsOf(metrics: readonly MetricKey[]): FingerprintedGroup[] {
    return METRIC_GROUPS.flatMap((group, i) => {
      if (!group.keys.some((key) => metrics.includes(key))) return [];
      const known = this.#groups.get(i) ?? { keys: group.keys, fingerprint: fingerprintGroup(group) };
      this.#groups.set(i, known);
      return [known];
    });
  }

  #fingerprintOf(job: StressJob): string {
    const name = jobName(job);
    const fingerprint = this.#jobs.get(name) ?? fingerprintJob(job);
    this.#jobs.set(name, fingerprint);
    return fingerprint;
  }

  /** Looks up what is known of each job. */
  async prepare(jobs: readonly StressJob[]): Promise<PendingJob[]> {
    const pending: PendingJob[] = [];
    for (const job of jobs) {
      const fingerprint = this.#fingerprintOf(job);
      const known = (await this.#cache?.read(fingerprint)) ?? {};
      const groups = this.#groupsOf(job.metrics);
      const missing = groups.filter((group) => known[group.fingerprint] === undefined).flatMap(({ keys }) => keys);
      pending.push({ job, fingerprint, known, missing });
    }
    return pending;
  }

  /**
   * Computes what is missing.
   *
   * @param onJob called for each group of metrics of a job that was not known already
   * @returns scores in the order of the jobs
   */
  async run(pending: readonly PendingJob[], onJob: (job: StressJob) => void): Promise<CellScores[]> {
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
    onJob: (job: StressJob) => void,
  ): Promise<CellScores> {
    const groups = this.#groupsOf(job.metrics);
    const complete = { ...known };
    if (missing.length > 0) {
      const computed = (await pool.run({ ...job, metrics: missing })) as CellScores;
      const computedGroups = groups.filter(({ keys }) => keys.some((key) => missing.includes(key)));
      for (const group of computedGroups) {
        const names = listClaims(group.keys).map(claimName);
        complete[group.fingerprint] = Object.fromEntries(names.map((name) => [name, computed[name]!]));
      }
      await this.#cache?.write(fingerprint, complete);
      for (let i = 0; i < computedGroups.length; i++) onJob(job);
    }
    return Object.assign({}, ...groups.map((group) => complete[group.fingerprint])) as CellScores;
  }
}
