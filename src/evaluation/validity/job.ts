import type { MetricKey } from '../../metrics/catalogue.ts';
import type { Score } from './cell.ts';
import type { MetricClaim } from './claims.ts';
import { doseSampler, type CurveId } from './dose-plan.ts';
import { drawCodes } from './draw.ts';
import { FAILURES, successesOf } from './kinds.ts';
import { lawOfRequest, type StratumRequest } from './plan.ts';
import type { Dressing, Sampler } from './sampler.ts';
import { scoreDraw } from './score-draw.ts';

/** Scores to compute, as plain data: some numbers on the draws first … first + draws − 1 of one sampler in one stratum. */
export interface ValidityJob {
  readonly request: StratumRequest;
  /** Name of a sampler, or a curve with its dose. */
  readonly sampler: string | { readonly curve: CurveId; readonly dose: number };
  readonly dressing: Dressing;
  readonly first: number;
  readonly draws: number;
  readonly numbers: readonly { readonly metric: MetricKey; readonly part: string }[];
}

const SAMPLERS: ReadonlyMap<string, Sampler> = new Map(
  [
    ...Object.values(FAILURES).flat(),
    ...(
      [
        'affine-elementwise',
        'monotone-elementwise',
        'elementwise',
        'affinely-decodable',
        'isometric',
        'informative',
        'measurement-structure',
      ] as const
    ).flatMap((predicate) => Object.values(successesOf([predicate])).flat()),
  ].map((sampler) => [sampler.id, sampler]),
);

function samplerOf({ sampler }: Pick<ValidityJob, 'sampler'>): Sampler {
  if (typeof sampler !== 'string') return doseSampler(sampler.curve, sampler.dose);
  const found = SAMPLERS.get(sampler);
  if (found === undefined) throw new Error(`no sampler is called ${sampler}`);
  return found;
}

/** Text that is the same for two jobs if and only if they make the same draws; which numbers are wanted is no part of it. */
export function jobDraws({ request, sampler, dressing, first, draws }: ValidityJob): string {
  return JSON.stringify([lawOfRequest(request).name, request.n, request.d, request.m, sampler, dressing, first, draws]);
}

/** Scores by number, in the order in which they were asked for; one a draw. */
export function runJob(job: ValidityJob): Score[][] {
  const { request, dressing, first, draws, numbers } = job;
  const stratum = { law: lawOfRequest(request), n: request.n, m: request.m };
  const sampler = samplerOf(job);
  const scores: Score[][] = numbers.map(() => []);
  for (let seed = first; seed < first + draws; seed++) {
    const draw = drawCodes(stratum, sampler, dressing, seed);
    const scored = draw === null ? numbers.map(() => null) : scoreDraw(draw, seed, numbers);
    scored.forEach((score, k) => scores[k]!.push(score));
  }
  return scores;
}

/** The rows of a job's first draw that stand for all of them: a change of what is drawn changes these. */
export function jobProbe(job: ValidityJob): Float64Array {
  const PROBE_ROWS = 16;
  const stratum = { law: lawOfRequest(job.request), n: PROBE_ROWS, m: job.request.m };
  const draw = drawCodes(stratum, samplerOf(job), job.dressing, job.first);
  return draw === null ? new Float64Array() : Float64Array.from([...draw.factors.data, ...draw.codes.data]);
}

/** A number's name in tables. */
export function numberName({ metric, part }: Pick<MetricClaim, 'metric' | 'part'>): string {
  return `${metric}.${part}`;
}
