import { InputError } from '../core/input-error.ts';
import { isMetricKey, type MetricKey } from '../metrics/catalogue.ts';
import { configurationOf, resolveCell, type Cell, type CellRequest } from '../suite/cell.ts';
import type { Truth } from '../suite/truth.ts';
import { COMPUTED_METRICS, listClaims, claimName } from './claims.ts';
import { independentCompanion, judgeClaim, LARGE_SAMPLE } from './cell-verdicts.ts';
import type { Expectation } from './certification.ts';
import { DEFAULT_SEEDS } from './stress-job.ts';
import { firstSeeds, isFiniteDraw, scoreCell, scoredRows, type CellScores } from './stress-scores.ts';
import type { SeedScores, Verdict } from './verdict.ts';

/** Level of the interval of a single cell. */
const SINGLE_CELL_LEVEL = 0.95;

export interface RunCellRequest extends CellRequest {
  /** Number of seeds, from 0. */
  readonly seeds?: number;
  readonly metrics?: readonly MetricKey[];
  /** Share of rows to score, the others being set aside; 0 scores all. */
  readonly holdout?: number;
}

/** One claim of a report: its numbers, and both verdicts; see `ClaimVerdict`. */
export interface ReportedClaim {
  /** One a seed. */
  readonly scores: SeedScores;
  readonly mean: number | null;
  readonly interval: { readonly lower: number | null; readonly upper: number | null };
  readonly expectation: Expectation;
  readonly verdict: Verdict;
  readonly paper_verdict: Verdict;
  readonly large_sample_value: number | null;
}

/** One cell of the stress-test suite, recomputed: a JSON document. */
export interface CellReport extends ReturnType<typeof configurationOf> {
  readonly seeds: readonly number[];
  readonly holdout: number;
  readonly rows_scored: number;
  readonly level: number;
  readonly truth: Truth;
  /** Seeds whose codes overflow, so that no metric is defined on them. */
  readonly overflowing_seeds: readonly number[];
  /** By metric, then by part. */
  readonly metrics: Readonly<Partial<Record<MetricKey, Readonly<Record<string, ReportedClaim>>>>>;
}

/** How many draws a report takes: seeds of the cell, of its companion under D1, and of the large sample. */
interface Work {
  readonly total: number;
  readonly done: number;
}

function checkRequest(
  { seeds, metrics, holdout }: Required<Pick<RunCellRequest, 'seeds' | 'metrics' | 'holdout'>>,
  n: number,
): void {
  if (!Number.isInteger(seeds) || seeds < 2)
    throw new InputError({ path: 'seeds', rule: `is ${seeds}`, fix: 'give a whole number of at least 2: an interval needs two' });
  if (!(holdout >= 0 && holdout < 1))
    throw new InputError({ path: 'holdout', rule: `is ${holdout}`, fix: 'give a share from 0 up to, not including, 1' });
  if (scoredRows({ n }, { holdout }) < 1)
    throw new InputError({ path: 'holdout', rule: `leaves none of ${n} rows to score`, fix: 'raise it, or n' });
  for (const key of metrics)
    if (!isMetricKey(key) || !COMPUTED_METRICS.includes(key))
      throw new InputError({
        path: 'metrics',
        rule: `"${key}" is not a metric`,
        fix: `choose from ${COMPUTED_METRICS.join(', ')}`,
      });
}

function findOverflowingSeeds(cell: Cell, scores: CellScores, seeds: readonly number[]): number[] {
  const columns = Object.values(scores);
  return seeds.filter((seed, i) => columns.every((column) => column[i] === null) && !isFiniteDraw(cell, seed));
}

/**
 * Recomputes one cell: scores of every seed, mean, 95% interval and both verdicts for each claim of each metric.
 *
 * @throws InputError where the request breaks a rule
 */
export function runCell(request: RunCellRequest, onProgress: (work: Work) => void = () => {}): CellReport {
  const { seeds: seedCount = DEFAULT_SEEDS, metrics = COMPUTED_METRICS, holdout = 0 } = request;
  const cell = resolveCell(request);
  checkRequest({ seeds: seedCount, metrics, holdout }, cell.n);
  const companionRequest = independentCompanion(cell);
  const companion = companionRequest === null ? null : resolveCell(companionRequest);
  const large = cell.truth.graded ? { ...cell, n: Math.max(cell.n, LARGE_SAMPLE.n) } : null;
  const seeds = firstSeeds(seedCount);

  let done = 0;
  const total = seedCount * (companion === null ? 1 : 2) + (large === null ? 0 : LARGE_SAMPLE.seeds);
  const onSeed = () => onProgress({ total, done: ++done });
  const options = { metrics, holdout };
  const scores = scoreCell(cell, seeds, options, onSeed);
  const evidence = {
    cell,
    scores,
    ...(companion === null ? {} : { independent: { cell: companion, scores: scoreCell(companion, seeds, options, onSeed) } }),
    ...(large === null ? {} : { largeSample: scoreCell(large, firstSeeds(LARGE_SAMPLE.seeds), options, onSeed) }),
  };

  const reported: Partial<Record<MetricKey, Record<string, ReportedClaim>>> = {};
  for (const claim of listClaims(metrics)) {
    const judged = judgeClaim(claim, evidence, SINGLE_CELL_LEVEL);
    (reported[claim.metric] ??= {})[claim.part] = {
      scores: scores[claimName(claim)]!,
      mean: judged.mean,
      interval: { lower: judged.lower, upper: judged.upper },
      expectation: judged.expectation,
      verdict: judged.verdict,
      paper_verdict: judged.paperVerdict,
      large_sample_value: judged.largeSampleValue,
    };
  }
  return {
    ...configurationOf(cell),
    seeds,
    holdout,
    rows_scored: scoredRows(cell, options),
    level: SINGLE_CELL_LEVEL,
    truth: cell.truth,
    overflowing_seeds: findOverflowingSeeds(cell, scores, seeds),
    metrics: reported,
  };
}
