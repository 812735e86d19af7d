import { METRICS, type MetricKey } from '../../metrics/catalogue.ts';
import { selectRows, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import type { Score } from './cell.ts';
import { claimOfMetric, type MetricClaim } from './claims.ts';
import { encode } from './code-model.ts';
import { floorFamilies, type FloorFamilyId } from './floor-families.ts';
import { lawOfArray } from './law.ts';
import { leakEquivalent, type LeakBand, type LeakInterval } from './leak-equivalent.ts';
import { leak } from './linear-samplers.ts';
import { estimateOwnResidual, type OwnResidual } from './own-residual.ts';
import { scoreDraw } from './score-draw.ts';

/** Root of the streams of floors. */
const DOMAIN = 'custodes/floors';

/** Draws of each family: the 190th of 199 is the 95% value, and p-values are multiples of 1/200. */
const FLOOR_DRAWS = 199;
/** Rows that floors are made from. */
const FLOOR_ROWS = 2000;
/** Shares of leakage with known scores. */
const LEAK_SHARES = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5];
const LEAK_DRAWS = 25;

/** What codes of one family score here. */
export interface FamilyFloor {
  readonly family: FloorFamilyId;
  /** As in a sentence. */
  readonly words: string;
  /** 5%, 50% and 95%. */
  readonly quantiles: readonly [number, number, number];
  /** (1 + draws that score at least as much) / (draws + 1): exact if the codes are a draw of the family. */
  readonly p: number;
}

/** One metric's number against what recovers nothing on these factors. */
export interface OwnFloor {
  readonly metric: MetricKey;
  readonly part: string;
  /** On the rows that the floors are made from; null where the metric refuses. */
  readonly score: Score;
  readonly families: readonly FamilyFloor[];
  /** Shares of leakage on every code that score as much; null for metrics of which leakage is no measure. */
  readonly leakage: LeakInterval | null;
  readonly residual: OwnResidual | null;
}

/** Floors of several metrics on the same draws. */
export interface OwnFloors {
  /** Rows of the arrays, and of the floors. */
  readonly n: number;
  readonly rows: number;
  readonly d: number;
  readonly m: number;
  readonly draws: number;
  readonly seed: number | string;
  readonly metrics: readonly OwnFloor[];
}

export interface OwnFloorsRequest {
  readonly factors: Matrix;
  readonly codes: Matrix;
  readonly metrics: readonly MetricKey[];
  readonly seed?: number | string;
  /** Default `FLOOR_DRAWS`. */
  readonly draws?: number;
}

/** Where work on floors is. */
export interface FloorStep {
  readonly done: number;
  readonly total: number;
}

const QUANTILES = [0.05, 0.5, 0.95] as const;

function upperQuantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length, Math.ceil(p * (sorted.length + 1))) - 1]!;
}

function familyFloor(family: FloorFamilyId, words: string, scores: readonly Score[], score: Score): FamilyFloor {
  const numbers = scores.map((value) => value ?? -1).sort((a, b) => a - b);
  const [low, middle, high] = QUANTILES;
  const reached = score === null ? numbers.length : numbers.filter((value) => value >= score).length;
  return {
    family,
    words,
    quantiles: [upperQuantile(numbers, low), upperQuantile(numbers, middle), upperQuantile(numbers, high)],
    p: (1 + reached) / (numbers.length + 1),
  };
}

/** Whether leakage on every code moves the number: it does where codes are matched to factors. */
function seesLeakage({ claim }: MetricClaim): boolean {
  return claim.predicates.some((predicate) => predicate.endsWith('elementwise'));
}

function* leakBands(
  factors: Matrix,
  m: number,
  claims: readonly MetricClaim[],
  seed: number | string,
): Generator<undefined, LeakBand[][]> {
  const law = lawOfArray(factors);
  const bands: LeakBand[][] = claims.map(() => []);
  if (law.d < 2 || m < law.d) return bands;
  const standardised = law.standardise(factors);
  for (const share of LEAK_SHARES) {
    yield;
    const scores: Score[][] = claims.map(() => []);
    const sampler = leak(share, 'leak');
    for (let draw = 0; draw < LEAK_DRAWS; draw++) {
      const stream = new RandomStream(DOMAIN, seed, 'leak', draw);
      const model = sampler.draw({ law, m, dressing: { surplus: 'copies', scales: 'own' } }, stream);
      if (model === null || model.form === 'unrelated') continue;
      scoreDraw({ factors, codes: encode(model, standardised, stream) }, draw, claims).forEach((score, k) =>
        scores[k]!.push(score),
      );
    }
    claims.forEach((_, k) => bands[k]!.push({ share, scores: scores[k]! }));
  }
  return bands;
}

/** The rows that floors are made from: a seeded choice in their order, or all. */
function chooseRows(factors: Matrix, codes: Matrix, seed: number | string): { readonly factors: Matrix; readonly codes: Matrix } {
  if (factors.rows <= FLOOR_ROWS) return { factors, codes };
  const rows = new RandomStream(DOMAIN, seed, 'rows').choice(factors.rows, FLOOR_ROWS).sort();
  return { factors: selectRows(factors, rows), codes: selectRows(codes, rows) };
}

/**
 * Floors on a reader's own factors, one family (or share of leakage) a step: every family scores the same draws with all metrics that it is a floor of.
 * The codes enter only by their number, their shuffled rows and their own score.
 */
export function* makeOwnFloors({ seed = 0, draws = FLOOR_DRAWS, ...request }: OwnFloorsRequest): Generator<FloorStep, OwnFloors> {
  const taken = chooseRows(request.factors, request.codes, seed);
  const { factors, codes } = taken;
  const [d, m] = [factors.columns, codes.columns];
  const claims = request.metrics.map(claimOfMetric);
  const own = scoreDraw(taken, seed, claims);
  const standardised = lawOfArray(factors).standardise(factors);
  const familiesOf = claims.map(({ claim }) => floorFamilies(claim.predicates, d, m));
  const families = [...new Map(familiesOf.flat().map((family) => [family.id, family])).values()];
  const leaking = claims.filter(seesLeakage);
  const total = families.length + (leaking.length > 0 ? LEAK_SHARES.length : 0);
  let done = 0;
  const floors: FamilyFloor[][] = claims.map(() => []);
  for (const family of families) {
    yield { done: done++, total };
    const concerned = claims.filter((_, k) => familiesOf[k]!.includes(family));
    const scores: Score[][] = concerned.map(() => []);
    for (let draw = 0; draw < draws; draw++) {
      const drawn = family.draw(standardised, codes, new RandomStream(DOMAIN, seed, family.id, draw));
      scoreDraw({ factors, codes: drawn }, draw, concerned).forEach((score, k) => scores[k]!.push(score));
    }
    concerned.forEach((claim, k) => {
      const place = claims.indexOf(claim);
      floors[place]!.push(familyFloor(family.id, family.words, scores[k]!, own[place]!));
    });
  }
  let bands: LeakBand[][] = [];
  if (leaking.length > 0) {
    const steps = leakBands(factors, m, leaking, seed);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        bands = step.value;
        break;
      }
      yield { done: done++, total };
    }
  }
  const metrics = claims.map((claim, k): OwnFloor => {
    const score = own[k]!;
    const band = bands[leaking.indexOf(claim)];
    return {
      metric: claim.metric,
      part: claim.part,
      score,
      families: floors[k]!,
      leakage: score === null || band === undefined || band.length === 0 ? null : leakEquivalent(score, band),
      residual: estimateOwnResidual(factors, codes, claim.claim.predicates),
    };
  });
  return { n: request.factors.rows, rows: factors.rows, d, m, draws, seed, metrics };
}

/** All steps at once. */
export function ownFloors(request: OwnFloorsRequest): OwnFloors {
  const steps = makeOwnFloors(request);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Metrics whose floors are made where none are named: quick, and about classes that theorems grant. */
export const FLOOR_METRICS: readonly MetricKey[] = (['mcc_pearson', 'mcc_spearman', 'r2'] as const).filter(
  (key) => key in METRICS,
);
