import { fileSchema } from '../core/documents/schema-path.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
import { measure } from '../metrics/measure.ts';
import { certify } from './certification.ts';
import { claimName, listClaims, readClaim, type Claim } from './claims.ts';
import {
  drawPassport,
  PASSPORT_FACTORS,
  PASSPORT_ROWS,
  PASSPORT_TESTS,
  type PassportBase,
  type PassportTest,
} from './passport-tests.ts';
import type { Passport, PassportDocument, PassportOutcome, PassportPrediction } from './documents/passport.ts';
import { MARGIN } from './verdict.ts';

/** Draws that every number is the mean over. */
const PASSPORT_SEEDS = 3;

/** How far a score may move where it must not: rounding and ties, or for metrics that draw random numbers, their spread. */
const STILL = 0.01;

/** Digits after the point of what is stored. */
const DECIMALS = 1e6;

export type { Passport, PassportDocument, PassportOutcome, PassportPrediction };

/** Mean scores by name of claim; null where the metric refused on any draw. */
export type PassportScores = Readonly<Record<string, number | null>>;

/** Changes after which equal draws have equal scores in exact arithmetic. */
const EXACT = ['permute', 'sign', 'scale', 'shift', 'monotone', 'rotation', 'constant'];

const round = (value: number | null) => (value === null ? null : Math.round(value * DECIMALS) / DECIMALS);

/** Scores of codes after a change, or before any. */
export function scorePassport(base: PassportBase, test: PassportTest | undefined, metrics: readonly MetricKey[]): PassportScores {
  const claims = listClaims(metrics);
  const sums = new Map<string, number | null>(claims.map((claim) => [claimName(claim), 0]));
  for (let seed = 0; seed < PASSPORT_SEEDS; seed++) {
    const { factors, codes } = drawPassport(base, test?.rows ?? PASSPORT_ROWS, seed);
    const measured = measure(factors, test?.change(codes, seed) ?? codes, { metrics, seed }).metrics;
    for (const claim of claims) {
      const sum = sums.get(claimName(claim))!;
      const score = readClaim(claim, measured[claim.metric]!);
      sums.set(claimName(claim), sum === null || score === null ? null : sum + score / PASSPORT_SEEDS);
    }
  }
  return Object.fromEntries([...sums].map(([name, sum]) => [name, round(sum)]));
}

/** What the class that a claim names predicts of perfect codes after a change: derived from the truth, as verdicts are. */
export function predictOutcome(
  { predicates, scope }: Pick<Claim, 'predicates' | 'scope'>,
  { truth }: PassportTest,
): PassportPrediction {
  const expectation = certify(predicates, truth, scope);
  if (expectation === 'null') return 'null';
  return expectation === 'recovered' ? 'stays' : 'falls';
}

function holds(predicted: PassportPrediction, before: number | null, after: number | null, tolerance: number): boolean {
  if (predicted === 'falls') return before !== null && (after === null || before - after > MARGIN);
  if (after === null) return false;
  return predicted === 'null' ? after <= MARGIN : before !== null && Math.abs(after - before) <= tolerance;
}

/** Whether the class also says what becomes of middling codes: it is closed under the change. */
function speaksOfMiddling(predicted: PassportPrediction, { neutral }: PassportTest): boolean {
  return neutral && predicted === 'stays';
}

/** Scores that a passport is made of: of a base after a test, or before any. */
export type PassportSource = (base: PassportBase, test: PassportTest | undefined) => PassportScores;

/** One test of one claim. */
export function judgeOutcome(claim: Claim, test: PassportTest, scoresOf: PassportSource): PassportOutcome {
  const name = claimName(claim);
  const predicted = predictOutcome(claim, test);
  const [still, margin] = tolerancesOf(claim);
  const tolerance = EXACT.includes(test.id) ? still : margin;
  const before = (base: PassportBase) => scoresOf(base, undefined)[name]!;
  const perfect = scoresOf('perfect', test)[name]!;
  const perfectHolds = holds(predicted, before('perfect'), perfect, tolerance);
  if (!speaksOfMiddling(predicted, test)) return { test: test.id, predicted, perfect, passed: perfectHolds };
  const middling = scoresOf('middling', test)[name]!;
  const passed = perfectHolds && holds('stays', before('middling'), middling, tolerance);
  return { test: test.id, predicted, perfect, middling, passed };
}

function tolerancesOf({ metric }: Claim): readonly [number, number] {
  return [METRICS[metric].stochastic ? MARGIN : STILL, MARGIN];
}

/** The passports of a metric's parts. */
export function assemblePassports(metric: MetricKey, scoresOf: PassportSource): PassportDocument {
  return {
    ...fileSchema('passport', 1),
    schema: 'custodes/passport/1',
    metric,
    n: PASSPORT_ROWS,
    d: PASSPORT_FACTORS,
    seeds: PASSPORT_SEEDS,
    margin: MARGIN,
    passports: listClaims([metric]).map((claim) => ({
      part: claim.part,
      predicates: claim.predicates,
      scope: claim.scope,
      tolerances: tolerancesOf(claim),
      before: {
        perfect: scoresOf('perfect', undefined)[claimName(claim)]!,
        middling: scoresOf('middling', undefined)[claimName(claim)]!,
      },
      outcomes: PASSPORT_TESTS.map((test) => judgeOutcome(claim, test, scoresOf)),
    })),
  };
}

/** The document as text: one passport a line. */
export function formatPassports({ passports, ...head }: PassportDocument): string {
  const lines = passports.map((passport) => JSON.stringify(passport)).join(',\n');
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "passports": [\n${lines}\n ]\n}\n`;
}
