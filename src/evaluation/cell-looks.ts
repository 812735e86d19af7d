import { resolveCell, type Cell } from '../suite/cell.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { SECOND_LOOK_METRICS } from './atlas-budget.ts';
import type { AtlasVolume, PlannedCell } from './atlas-plan.ts';
import { independentCompanion, judgeClaim, LARGE_SAMPLE, type CellEvidence, type ClaimVerdict } from './cell-verdicts.ts';
import { claimName, listClaims } from './claims.ts';
import { mergeJobs, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';
import type { SeedScores } from './verdict.ts';

/** Gives the scores of a job, or nothing where they are not there yet. */
export type ScoreSource = (job: StressJob) => CellScores | undefined;

/** A claim in a cell as finally judged, with the scores that it was judged from. */
export interface JudgedClaim extends ClaimVerdict {
  readonly scores: SeedScores;
  readonly largeSample: SeedScores;
}

/** What is known of a cell: verdicts by claim name, or the jobs that are missing before there are any. */
export type JudgedCell =
  | { readonly claims: ReadonlyMap<string, JudgedClaim>; readonly missing?: undefined }
  | { readonly missing: readonly StressJob[]; readonly claims?: undefined };

interface Gathered {
  readonly evidence: CellEvidence | null;
  readonly missing: readonly StressJob[];
}

/** The jobs of one kind of draws: one from each look to the next. */
function jobsUpTo(looks: readonly number[], look: number, job: Omit<StressJob, 'seeds' | 'firstSeed'>): StressJob[] {
  return looks.slice(0, look + 1).map((count, i) => {
    const firstSeed = i === 0 ? 0 : looks[i - 1]!;
    return { ...job, firstSeed, seeds: count - firstSeed };
  });
}

function joinScores(parts: readonly CellScores[], metrics: readonly MetricKey[]): CellScores {
  const names = listClaims(metrics).map(claimName);
  return Object.fromEntries(names.map((name) => [name, parts.flatMap((part) => part[name]!)]));
}

function gather(
  cell: Cell,
  request: PlannedCell['request'],
  metrics: readonly MetricKey[],
  looks: readonly number[],
  look: number,
  scoresOf: ScoreSource,
): Gathered {
  const companion = independentCompanion(cell);
  const large = { request: { ...request, n: LARGE_SAMPLE.n }, metrics, seeds: LARGE_SAMPLE.seeds };
  const kinds = {
    main: jobsUpTo(looks, look, { request, metrics }),
    independent: companion === null ? [] : jobsUpTo(looks, look, { request: companion, metrics }),
    large: cell.truth.graded ? [large] : [],
  };
  const missing = Object.values(kinds)
    .flat()
    .filter((job) => scoresOf(job) === undefined);
  if (missing.length > 0) return { evidence: null, missing };
  const join = (jobs: readonly StressJob[]) =>
    joinScores(
      jobs.map((job) => scoresOf(job)!),
      metrics,
    );
  const evidence = {
    cell,
    scores: join(kinds.main),
    ...(companion === null ? {} : { independent: { cell: resolveCell(companion), scores: join(kinds.independent) } }),
    ...(kinds.large.length === 0 ? {} : { largeSample: join(kinds.large) }),
  };
  return { evidence, missing };
}

function isOpen({ claim, verdict, paperVerdict }: ClaimVerdict): boolean {
  return SECOND_LOOK_METRICS.includes(claim.metric) && [verdict, paperVerdict].includes('inconclusive');
}

/**
 * Judges a cell, first after the fewest seeds, then after more for the cheap metrics whose verdict that leaves open. Every interval of every
 * look holds at `level`, so that looking again costs no honesty as long as the level counts all looks.
 *
 * @param level of each interval
 */
export function judgeCell(
  { request, metrics }: PlannedCell,
  { looks }: Pick<AtlasVolume, 'looks'>,
  level: number,
  scoresOf: ScoreSource,
): JudgedCell {
  const cell = resolveCell(request);
  const judged = new Map<string, JudgedClaim>();
  let open: readonly MetricKey[] = metrics;
  for (let look = 0; look < looks.length && open.length > 0; look++) {
    const { evidence, missing } = gather(cell, request, open, looks, look, scoresOf);
    if (evidence === null) return { missing };
    for (const claim of listClaims(open)) {
      const name = claimName(claim);
      // The other part of a metric may have been decided already: that verdict stands.
      if (look > 0 && !isOpen(judged.get(name)!)) continue;
      judged.set(name, {
        ...judgeClaim(claim, evidence, level),
        scores: evidence.scores[name]!,
        largeSample: evidence.largeSample?.[name] ?? [],
      });
    }
    open = metrics.filter((metric) => listClaims([metric]).some((claim) => isOpen(judged.get(claimName(claim))!)));
  }
  return { claims: judged };
}

/** The jobs that are missing before all cells can be judged, as far as is known yet. */
export function missingJobs(
  cells: readonly PlannedCell[],
  volume: Pick<AtlasVolume, 'looks'>,
  level: number,
  scoresOf: ScoreSource,
): StressJob[] {
  return mergeJobs(cells.flatMap((planned) => judgeCell(planned, volume, level, scoresOf).missing ?? []));
}
