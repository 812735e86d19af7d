import type { MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_HOMES } from '../../metrics/homes.ts';
import { availableSamplers } from './availability.ts';
import { describeStratum } from './battery.ts';
import type { Cell, Score, StratumScores } from './cell.ts';
import { claimsOfMetric, type MetricClaim } from './claims.ts';
import type { CurveId } from './dose-plan.ts';
import { effectiveDressing } from './draw.ts';
import type { Looks } from './error-rate.ts';
import type { ValidityJob } from './job.ts';
import {
  lawOfRequest,
  planDoses,
  planStrata,
  type PlannedDose,
  type PlannedStratum,
  type StratumRequest,
  type TableId,
} from './plan.ts';
import { judge } from './standing.ts';

/** Everything that is stored of one stratum: judgements are made from it again wherever they are shown. */
export interface StratumTable extends StratumScores {
  readonly table: TableId;
  readonly request: StratumRequest;
  readonly part: string;
}

/** One point of a dose curve. */
export interface DoseTable {
  readonly request: StratumRequest;
  readonly curve: CurveId;
  readonly dose: number;
  readonly scores: readonly Score[];
}

/** All validity tables of one metric. */
export interface MetricTables {
  readonly metric: MetricKey;
  readonly strata: readonly StratumTable[];
  readonly doses: readonly DoseTable[];
}

/** Scores of jobs, in their order: from workers, a cache, or this thread. */
export type RunJobs = (jobs: readonly ValidityJob[]) => Promise<(readonly Score[])[][]>;

interface Described extends PlannedStratum {
  readonly described: Omit<StratumScores, 'cells'>;
}

function describe(planned: PlannedStratum): Described {
  const { request, claim, looks } = planned;
  const stratum = { law: lawOfRequest(request), n: request.n, m: request.m };
  return { ...planned, described: describeStratum(availableSamplers(claim.claim, stratum), claim.claim, looks) };
}

/** All numbers that come of the same computation: one costs as much as all. The metric's own is the first. */
function numbersOf({ metric, part }: Pick<MetricClaim, 'metric' | 'part'>): ValidityJob['numbers'] {
  const others = METRIC_HOMES[metric].computation.keys.filter((key) => key !== metric);
  const parts = others.flatMap((key) => claimsOfMetric(key).map((claim) => ({ metric: key, part: claim.part })));
  return [{ metric, part }, ...parts];
}

function jobOf({ request, claim }: PlannedStratum, sampler: ValidityJob['sampler'], first: number, draws: number): ValidityJob {
  const stratum = { law: lawOfRequest(request), n: request.n, m: request.m };
  const dressing = effectiveDressing(stratum, claim.claim.dressing);
  return { request, sampler, dressing, first, draws, numbers: numbersOf(claim) };
}

/** The cells that are worth a second look: those that the first left open. */
function openCells(described: Omit<StratumScores, 'cells'>, cells: readonly Cell[]): Cell[] {
  const { rates } = judge({ ...described, cells });
  return cells.filter(({ sampler }) => rates.some((rate) => rate.sampler === sampler && rate.state === 'open'));
}

/** Computes strata: first every cell, then more draws of those that stayed open. */
export async function computeStrata(planned: readonly PlannedStratum[], run: RunJobs): Promise<StratumTable[]> {
  const strata = planned.map(describe);
  const cells: Cell[][] = strata.map(() => []);
  const looksAt = (looks: Looks, k: number) => looks[k];
  const first = strata.flatMap((stratum) =>
    stratum.described.required.map(({ sampler }) => jobOf(stratum, sampler, 0, stratum.looks[0]!.draws)),
  );
  const scores = await run(first);
  let next = 0;
  strata.forEach(({ described }, k) => {
    for (const entry of described.required) cells[k]!.push({ ...entry, scores: scores[next++]![0]! });
  });
  const second = strata.flatMap((stratum, k) => {
    const look = looksAt(stratum.looks, 1);
    if (look === undefined) return [];
    const done = stratum.looks[0]!.draws;
    return openCells(stratum.described, cells[k]!).map((cell) => ({
      k,
      cell,
      job: jobOf(stratum, cell.sampler, done, look.draws - done),
    }));
  });
  const more = await run(second.map(({ job }) => job));
  second.forEach(({ k, cell }, i) => {
    const place = cells[k]!.indexOf(cell);
    cells[k]![place] = { ...cell, scores: [...cell.scores, ...more[i]![0]!] };
  });
  return strata.map(({ table, request, claim, described }, k) => ({
    table,
    request,
    part: claim.part,
    ...described,
    cells: cells[k]!,
  }));
}

async function dosesOf(
  metric: MetricKey,
  planned: readonly PlannedDose[],
  claim: MetricClaim,
  run: RunJobs,
): Promise<DoseTable[]> {
  const jobs = planned.map(({ request, dose: { curve, dose }, draws }): ValidityJob => {
    const stratum = { law: lawOfRequest(request), n: request.n, m: request.m };
    return {
      request,
      sampler: { curve, dose },
      dressing: effectiveDressing(stratum, claim.claim.dressing),
      first: 0,
      draws,
      numbers: numbersOf({ metric, part: claim.part }),
    };
  });
  const scores = await run(jobs);
  return planned.map(({ request, dose: { curve, dose } }, k) => ({ request, curve, dose, scores: scores[k]![0]! }));
}

/** Computes all tables of one metric; nothing in them depends on another metric. */
export async function computeTables(metric: MetricKey, run: RunJobs): Promise<MetricTables> {
  const planned = planStrata(metric);
  const strata = await computeStrata(planned, run);
  return { metric, strata, doses: await dosesOf(metric, planDoses(metric), planned[0]!.claim, run) };
}
