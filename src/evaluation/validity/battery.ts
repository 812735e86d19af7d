import type { MetricKey } from '../../metrics/catalogue.ts';
import { availableSamplers, type AvailableSampler } from './availability.ts';
import type { Cell, Score, StratumScores } from './cell.ts';
import { storedScore } from './cell.ts';
import { claimOfMetric, type MetricClaim, type ValidityClaim } from './claims.ts';
import { CONTROLS } from './controls.ts';
import { drawCodes, type Stratum } from './draw.ts';
import { SHORT_LOOK, SINGLE_LOOK, type Looks } from './error-rate.ts';
import { scoreDraw } from './score-draw.ts';
import { judge, type Judgement } from './standing.ts';

/** First answer, and the draws for bounds that hold with 95% confidence. */
export const BATTERY_LOOKS = { first: SHORT_LOOK, full: SINGLE_LOOK } as const satisfies Readonly<Record<string, Looks>>;

/** What is asked of a battery: one claim, in one stratum. */
export interface BatteryRequest {
  readonly stratum: Stratum;
  readonly claim: ValidityClaim;
  readonly metrics: readonly MetricKey[];
  readonly looks: Looks;
}

/** One metric, or one control, in the asked stratum. */
export interface BatteryAnswer {
  /** A metric's key, or a control's name. */
  readonly name: string;
  readonly control: boolean;
  readonly judgement: Judgement;
}

/** How far a battery is. */
export interface BatteryStep {
  readonly sampler: string;
  readonly done: number;
  readonly total: number;
}

/** Where no sampler of a kind is available. */
function unavailableKinds(samplers: readonly AvailableSampler[]): AvailableSampler['kind'][] {
  const kinds = [...new Set(samplers.map(({ kind }) => kind))];
  return kinds.filter((kind) => !samplers.some((entry) => entry.kind === kind && entry.available));
}

/** The samplers that a claim requires in a stratum, as every judgement of it starts. */
export function describeStratum(
  samplers: readonly AvailableSampler[],
  claim: ValidityClaim,
  looks: Looks,
): Omit<StratumScores, 'cells'> {
  return {
    required: samplers
      .filter(({ available }) => available)
      .map(({ kind, side, sampler }) => ({ kind, side, sampler: sampler.id })),
    unavailable: unavailableKinds(samplers),
    needsLinear: claim.failures.includes('linear'),
    looks,
  };
}

/**
 * The same draws for every metric: kinds of the asked claim at exactly the asked law, n, d and m, one sampler a step. Between two steps the caller may
 * show what is known, or stop.
 *
 * @returns every metric and every control, in the order in which they were asked for
 */
export function* runBattery({ stratum, claim, metrics, looks }: BatteryRequest): Generator<BatteryStep, BatteryAnswer[]> {
  const samplers = availableSamplers(claim, stratum);
  const used = samplers.filter(({ available }) => available);
  const draws = looks.at(-1)!.draws;
  // The metric's own number, whatever the claim that it is asked about.
  const numbers: Pick<MetricClaim, 'metric' | 'part'>[] = metrics.map((metric) =>
    claim.scope === 'kept' && claimOfMetric(metric).part === 'coverage' ? { metric, part: 'matched' } : claimOfMetric(metric),
  );
  const cells: Cell[][] = [...numbers, ...CONTROLS].map(() => []);
  for (const [done, { kind, side, sampler }] of used.entries()) {
    yield { sampler: sampler.id, done, total: used.length };
    const scores: Score[][] = cells.map(() => []);
    for (let seed = 0; seed < draws; seed++) {
      const draw = drawCodes(stratum, sampler, claim.dressing, seed);
      const scored = draw === null ? numbers.map(() => null) : scoreDraw(draw, seed, numbers);
      const controls = CONTROLS.map(({ score }) => (draw === null ? null : storedScore(score(draw, seed))));
      [...scored, ...controls].forEach((score, k) => scores[k]!.push(score));
    }
    cells.forEach((own, k) => own.push({ kind, side, sampler: sampler.id, scores: scores[k]! }));
  }
  const described = describeStratum(samplers, claim, looks);
  return [...metrics, ...CONTROLS.map(({ id }) => id)].map((name, k) => ({
    name,
    control: k >= metrics.length,
    judgement: judge({ ...described, cells: cells[k]! }),
  }));
}

/** All steps of a battery at once. */
export function answerBattery(request: BatteryRequest): BatteryAnswer[] {
  const steps = runBattery(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
