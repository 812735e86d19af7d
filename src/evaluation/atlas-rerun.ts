import { METRIC_KEYS, type MetricKey } from '../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../metrics/metric-groups.ts';
import { resolveCell } from '../suite/cell.ts';
import { metricsOf, requestOf, type AtlasRow } from './atlas-document.ts';
import { storedRow, type FoundCell } from './atlas-excerpt.ts';
import type { PlannedCell } from './atlas-plan.ts';
import { missingJobs, type ScoreSource } from './cell-looks.ts';
import { listClaims, type Claim } from './claims.ts';
import { assembleCell } from './metric-cell.ts';
import { jobName, seedsOf, type StressJob } from './stress-job.ts';
import { scoreSeed, type CellScores } from './stress-scores.ts';

/** One claim of a stored cell beside what was recomputed. */
export interface RowComparison {
  readonly claim: Claim;
  readonly stored: AtlasRow;
  readonly recomputed: AtlasRow;
  /** Mean, interval, both verdicts, number of seeds and the value at large n, as they are stored. */
  readonly identical: boolean;
}

/** The digest of all bits of a metric's scores on the first seed, as stored and as recomputed. */
export interface DigestComparison {
  readonly metric: MetricKey;
  readonly stored: string | undefined;
  readonly recomputed: string;
}

/** What a rerun says, draws and comparisons by turns. */
export type RerunStep =
  /** `done` of `total` draws scored, as far as is known; a later look may add to the total. */
  | { readonly kind: 'scored'; readonly done: number; readonly total: number }
  | { readonly kind: 'compared'; readonly rows: readonly RowComparison[]; readonly digests: readonly DigestComparison[] };

/** Scores by job, a metric added at a time. */
class KnownScores {
  readonly #scores = new Map<string, CellScores>();
  readonly #metrics = new Map<string, Set<MetricKey>>();

  readonly scoresOf: ScoreSource = (job) => {
    const known = this.#metrics.get(jobName(job));
    return job.metrics.every((metric) => known?.has(metric)) ? this.#scores.get(jobName(job)) : undefined;
  };

  add(job: StressJob, scores: CellScores): void {
    const name = jobName(job);
    this.#scores.set(name, { ...this.#scores.get(name), ...scores });
    this.#metrics.set(name, new Set([...(this.#metrics.get(name) ?? []), ...job.metrics]));
  }
}

/** Metrics that one fit gives are recomputed together. */
function groupMetrics(metrics: readonly MetricKey[]): MetricKey[][] {
  return METRIC_GROUPS.map(({ keys }) => keys.filter((key) => metrics.includes(key))).filter((keys) => keys.length > 0);
}

/** Scores a job draw by draw. */
function* scoreJob(job: StressJob): Generator<void, CellScores> {
  const cell = resolveCell(job.request);
  const columns: Record<string, (number | null)[]> = {};
  for (const seed of seedsOf(job)) {
    const scores = scoreSeed(cell, seed, { metrics: job.metrics, holdout: 0 });
    for (const [name, score] of Object.entries(scores)) (columns[name] ??= []).push(score);
    yield;
  }
  return columns;
}

function compareRows(found: FoundCell, metric: MetricKey, results: readonly AtlasRow[]): RowComparison[] {
  return listClaims([metric]).flatMap((claim, i): RowComparison[] => {
    const recomputed = results[i];
    const stored = storedRow(found, claim);
    if (!recomputed || !stored) return [];
    return [{ claim, stored, recomputed, identical: JSON.stringify(recomputed) === JSON.stringify(stored) }];
  });
}

/**
 * Recomputes a stored cell from nothing, as `npm run -s stress -- --check` does: the same draws, companions and large samples, the same
 * verdicts. Between two steps the caller may show what is known, or stop.
 *
 * @param metrics which of those that the atlas follows on the cell
 */
export function* rerunStoredCell(found: FoundCell, metrics: readonly MetricKey[]): Generator<RerunStep, void> {
  const { excerpt, stored } = found;
  const request = requestOf(stored);
  const followed = metricsOf(excerpt, stored);
  const wanted = METRIC_KEYS.filter((key) => metrics.includes(key) && followed.includes(key));
  const known = new KnownScores();
  const missing = (planned: PlannedCell) => missingJobs([planned], excerpt, excerpt.level, known.scoresOf);
  const groups = groupMetrics(wanted).map((keys): PlannedCell => ({ request, metrics: keys }));
  const countDraws = (jobs: readonly StressJob[]) => jobs.reduce((sum, { seeds }) => sum + seeds, 0);
  let done = 0;
  let ahead = groups.reduce((sum, planned) => sum + countDraws(missing(planned)), 0);
  for (const planned of groups) {
    let jobs = missing(planned);
    ahead -= countDraws(jobs);
    for (; jobs.length > 0; jobs = missing(planned)) {
      let left = countDraws(jobs);
      for (const job of jobs) {
        const scoring = scoreJob(job);
        let step = scoring.next();
        for (; !step.done; step = scoring.next()) yield { kind: 'scored', done: ++done, total: done + --left + ahead };
        known.add(job, step.value);
      }
    }
    const cells = planned.metrics.map((metric) => ({
      metric,
      cell: assembleCell(stored.table, request, metric, excerpt, known.scoresOf),
    }));
    yield {
      kind: 'compared',
      rows: cells.flatMap(({ metric, cell }) => compareRows(found, metric, cell.results)),
      digests: cells.map(({ metric, cell }) => ({ metric, stored: stored.digests[metric], recomputed: cell.digest })),
    };
  }
}
