import type { Matrix } from '../core/matrix.ts';
import { claimOfMetric, readNumber } from '../evaluation/validity/claims.ts';
import { floorHint, floorSentence, type FloorReading } from '../evaluation/validity/floor-sentence.ts';
import type { FamilyFloor, OwnFloors } from '../evaluation/validity/own-floors.ts';
import type { MetricResults } from '../metrics/measure.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
import { arrayDigest } from './digest.ts';
import { SUITE_VERSION } from './suite/suite-version.ts';

/** One metric's number with everything that is needed to read it. */
export interface FloorsReportMetric {
  readonly metric: MetricKey;
  readonly title: string;
  readonly part: string;
  /** What the number speaks of at its maximum. */
  readonly claim: readonly string[];
  /** On all rows. */
  readonly score: number | null;
  /** On the rows that the floors are made from. */
  readonly score_on_floor_rows: number | null;
  readonly reading: FloorReading;
  readonly sentence: string;
  readonly families: readonly FamilyFloor[];
  /** Shares of leakage on every code that score as much; null where leakage is no measure of the metric. */
  readonly leakage: readonly [number, number] | null;
  /** Estimated from the arrays; factor and code count from 0. */
  readonly residual: { readonly residual: number; readonly factor: number; readonly code: number | null } | null;
}

/** What a number is worth on a reader's own factors: a JSON document that can be cited and recomputed. */
export interface FloorsReport {
  readonly schema: 'custodes/floors/1';
  /** Day on which it was made, YYYY-MM-DD. */
  readonly date: string;
  readonly engine: { readonly suite: string; readonly commit: string | null };
  /** SHA-256 of the values, float64, column after column. */
  readonly arrays: { readonly factors: string; readonly codes: string };
  readonly n: number;
  readonly rows: number;
  readonly d: number;
  readonly m: number;
  readonly seed: number | string;
  readonly draws: number;
  /** The command that prints the same numbers. */
  readonly recompute: string;
  readonly metrics: readonly FloorsReportMetric[];
  readonly hint: string | null;
}

/** What only the host knows of a report. */
export interface FloorsReportSource {
  readonly date: string;
  readonly commit: string | null;
  readonly recompute: string;
}

/** The report of floors and the measurement of the same arrays. */
export function floorsReport(
  floors: OwnFloors,
  results: MetricResults,
  { factors, codes }: { readonly factors: Matrix; readonly codes: Matrix },
  { date, commit, recompute }: FloorsReportSource,
): FloorsReport {
  return {
    schema: 'custodes/floors/1',
    date,
    engine: { suite: SUITE_VERSION, commit },
    arrays: { factors: arrayDigest(factors.data), codes: arrayDigest(codes.data) },
    n: floors.n,
    rows: floors.rows,
    d: floors.d,
    m: floors.m,
    seed: floors.seed,
    draws: floors.draws,
    recompute,
    metrics: floors.metrics.map((floor) => ({
      metric: floor.metric,
      title: METRICS[floor.metric].title,
      part: floor.part,
      claim: claimOfMetric(floor.metric).claim.predicates,
      score: results[floor.metric] === undefined ? null : readNumber(floor.part, results[floor.metric]!),
      score_on_floor_rows: floor.score,
      ...floorSentence(floor, floors),
      families: floor.families,
      leakage: floor.leakage,
      residual: floor.residual,
    })),
    hint: floorHint(floors),
  };
}
