import type { MetricKey } from '../../metrics/catalogue.ts';
import { claimsOfMetric, type MetricClaim } from './claims.ts';
import { looksOf, millisecondsOf } from './cost.ts';
import { listDoses, type Dose } from './dose-plan.ts';
import type { Looks } from './error-rate.ts';
import { lawOf, type Law, type LawRequest } from './law.ts';
import { SWEEP_LAWS, VALIDITY_LAWS } from './laws.ts';

export type TableId = 'core' | 'n' | 'd' | 'm';

/** A stratum as plain data. */
export interface StratumRequest {
  readonly law: LawRequest;
  readonly n: number;
  readonly d: number;
  readonly m: number;
}

/** One stratum of one table, for one claim of a metric. */
export interface PlannedStratum {
  readonly table: TableId;
  readonly request: StratumRequest;
  readonly claim: MetricClaim;
  readonly looks: Looks;
}

/** One point of a dose curve, for a metric's ranking number. */
export interface PlannedDose {
  readonly request: StratumRequest;
  readonly dose: Dose;
  readonly draws: number;
}

/** The setting that every page names first. */
export const NAMED_SIZES = { n: 1000, d: 5, m: 5 } as const;
const KEPT_CODES = 3;
const N_SWEEP = [100, 300, 3000, 10_000];
const D_SWEEP = [2, 10, 20];
/** Codes for each factor. */
const M_SWEEP = [5];
/** For metrics that take no time. */
const WIDE_M_SWEEP = [5, 20, 100];
const WIDE_MILLISECONDS = 3;
const DOSE_DRAWS = 60;

function isSlow(metric: MetricKey): boolean {
  return looksOf(metric, NAMED_SIZES).at(-1)!.draws < 240;
}

function listTable(): readonly { readonly table: TableId; readonly request: StratumRequest }[] {
  const { n, d } = NAMED_SIZES;
  return [
    ...VALIDITY_LAWS.flatMap((law) => [d, 2 * d, KEPT_CODES].map((m) => ({ table: 'core' as const, request: { law, n, d, m } }))),
    ...SWEEP_LAWS.flatMap((law) => N_SWEEP.map((rows) => ({ table: 'n' as const, request: { law, n: rows, d, m: d } }))),
    ...SWEEP_LAWS.slice(0, 2).flatMap((law) =>
      D_SWEEP.map((factors) => ({ table: 'd' as const, request: { law, n, d: factors, m: factors } })),
    ),
    ...SWEEP_LAWS.slice(0, 2).flatMap((law) =>
      WIDE_M_SWEEP.map((ratio) => ({ table: 'm' as const, request: { law, n, d, m: ratio * d } })),
    ),
  ];
}

/** Every stratum of a metric: the same for all metrics of a cost, with all kinds of its claims. */
export function planStrata(metric: MetricKey): PlannedStratum[] {
  const wide = millisecondsOf(metric, NAMED_SIZES) <= WIDE_MILLISECONDS;
  return claimsOfMetric(metric).flatMap((claim) =>
    listTable()
      .filter(({ table, request: { d, m } }) => table !== 'm' || wide || m <= Math.max(...M_SWEEP) * d)
      // Kept factors differ from all of them only where there are fewer codes.
      .filter(({ request: { d, m } }) => claim.claim.scope !== 'kept' || m < d)
      .map((place): PlannedStratum => ({ ...place, claim, looks: looksOf(metric, place.request) })),
  );
}

/** Every point of a metric's dose curves, at the named sizes. */
export function planDoses(metric: MetricKey): PlannedDose[] {
  return SWEEP_LAWS.flatMap((law) =>
    listDoses(NAMED_SIZES.d, isSlow(metric)).map((dose) => ({ request: { law, ...NAMED_SIZES }, dose, draws: DOSE_DRAWS })),
  );
}

const laws = new Map<string, Law>();

/** The law of a request; laws are made once. */
export function lawOfRequest({ law, d }: StratumRequest): Law {
  const key = JSON.stringify([law, d]);
  const known = laws.get(key) ?? lawOf(law, d);
  laws.set(key, known);
  return known;
}
