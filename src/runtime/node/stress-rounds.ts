import type { ScoreSource } from '../../evaluation/cell-looks.ts';
import { claimName, listClaims } from '../../evaluation/claims.ts';
import { jobName, type StressJob } from '../../evaluation/stress-job.ts';
import { scoreSeed, type CellScores } from '../../evaluation/stress-scores.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import { resolveCell } from '../../suite/cell.ts';
import { StressPool, type PendingJob } from './stress-pool.ts';
import { independentGaussian } from '../../suite/dgps/independent-gaussian/index.ts';
import { overcompleteLinear } from '../../suite/geometries/overcomplete-linear/index.ts';

/** The cell on which an estimate of the time is based. */
const YARDSTICK = { dgp: independentGaussian.id, geometry: overcompleteLinear.id, n: 1000, d: 5 } as const;

/** What to tell the reader while the work goes on. */
export interface StressWatch {
  /**
   * How many jobs are not in the cache, each a group of metrics on some seeds of a cell, and about how many seconds they take: once before
   * all work, and where earlier scores call for more.
   */
  onEstimate(jobs: number, seconds: number, workers: number): void;
  onJob(job: StressJob): void;
}

/** Work of a job in draws of one row, factor and code: what its time goes with. */
function sizeOf({ request, seeds }: StressJob): number {
  const { n, d, m } = resolveCell(request);
  return n * d * m * seeds;
}

/** How many groups of metrics are missing, each counted for every job, and the seconds that they take, from one draw of the yardstick for each. */
function estimate(pending: readonly PendingJob[], workers: number): { readonly jobs: number; readonly seconds: number } {
  const cell = resolveCell(YARDSTICK);
  const unit = cell.n * cell.d * cell.m;
  let count = 0;
  let total = 0;
  for (const { keys } of METRIC_GROUPS) {
    const jobs = pending.filter(({ missing }) => keys.some((key) => missing.includes(key)));
    if (jobs.length === 0) continue;
    count += jobs.length;
    const start = process.hrtime.bigint();
    scoreSeed(cell, 0, { metrics: keys, holdout: 0 });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    total += (seconds / unit) * jobs.reduce((sum, { job }) => sum + sizeOf(job), 0);
  }
  return { jobs: count, seconds: total / workers };
}

/** Scores of jobs as they become known, over several rounds of work. */
export class StressRounds {
  readonly #pool: StressPool;
  readonly #watch: StressWatch;
  readonly #known = new Map<string, CellScores>();
  readonly #announced = new Map<string, ReadonlySet<MetricKey>>();

  /** @param cacheRoot folder of the cache, or null to use none */
  constructor(cacheRoot: string | null, workers: number | undefined, watch: StressWatch) {
    this.#pool = new StressPool(cacheRoot, workers);
    this.#watch = watch;
  }

  /** The scores of a job, or undefined while any of its metrics is missing. */
  readonly scoresOf: ScoreSource = (job) => {
    const scores = this.#known.get(jobName(job));
    const isKnown = (metric: MetricKey) => listClaims([metric]).every((claim) => scores?.[claimName(claim)] !== undefined);
    return job.metrics.every(isKnown) ? scores : undefined;
  };

  /** Metrics of a job of which the reader was not told before. */
  #news(job: StressJob): StressJob {
    const name = jobName(job);
    const told = this.#announced.get(name) ?? new Set();
    this.#announced.set(name, new Set([...told, ...job.metrics]));
    return { ...job, metrics: job.metrics.filter((metric) => !told.has(metric)) };
  }

  /** Tells the reader of jobs that are still to be computed, each once. */
  async announce(jobs: readonly StressJob[]): Promise<void> {
    const news = jobs.map((job) => this.#news(job)).filter(({ metrics }) => metrics.length > 0);
    if (news.length === 0) return;
    const { jobs: count, seconds } = estimate(await this.#pool.prepare(news), this.#pool.workers);
    this.#watch.onEstimate(count, seconds, this.#pool.workers);
  }

  async #compute(jobs: readonly StressJob[]): Promise<void> {
    await this.announce(jobs);
    const scores = await this.#pool.run(await this.#pool.prepare(jobs), this.#watch.onJob);
    jobs.forEach((job, i) => {
      const name = jobName(job);
      this.#known.set(name, { ...this.#known.get(name), ...scores[i]! });
    });
  }

  /** Computes what `list` names until it names nothing: later jobs may depend on earlier scores. */
  async compute(list: (scoresOf: ScoreSource) => readonly StressJob[]): Promise<void> {
    for (let jobs = list(this.scoresOf); jobs.length > 0; jobs = list(this.scoresOf)) await this.#compute(jobs);
  }
}
