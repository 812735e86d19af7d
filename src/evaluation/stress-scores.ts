import { selectRows } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { measure } from '../metrics/measure.ts';
import { drawCell, type Cell } from '../suite/cell.ts';
import { claimName, listClaims, readClaim, type Claim } from './claims.ts';
import { heldOutR2 } from './held-out-r2.ts';

/** Scores by claim name, one a seed in the order of the seeds. */
export type CellScores = Readonly<Record<string, readonly (number | null)[]>>;

export interface ScoringOptions {
  readonly metrics: readonly MetricKey[];
  /** Share of the rows that are scored, the others being set aside, as in the paper's experiments; 0 scores all rows. */
  readonly holdout: number;
}

/** Rows that are set aside: the share is cut to whole rows as the paper does. */
function countScored(n: number, holdout: number): number {
  return holdout === 0 ? n : n - Math.floor((1 - holdout) * n);
}

/** Number of rows that metrics see. */
export function scoredRows({ n }: Pick<Cell, 'n'>, { holdout }: Pick<ScoringOptions, 'holdout'>): number {
  return countScored(n, holdout);
}

/** Whether a draw has numbers only: functions of the paper's list overflow now and then. */
export function isFiniteDraw(cell: Cell, seed: number): boolean {
  return hasFiniteEntries(drawCell(cell, seed));
}

function hasFiniteEntries({ factors, codes }: ReturnType<typeof drawCell>): boolean {
  return [factors, codes].every(({ data }) => data.every(Number.isFinite));
}

type Draw = ReturnType<typeof drawCell>;

function pickRows({ factors, codes }: Draw, rows: ArrayLike<number>): Draw {
  return { factors: selectRows(factors, rows), codes: selectRows(codes, rows) };
}

function scoreRows(draw: Draw, seed: number, claims: readonly Claim[], metrics: readonly MetricKey[]): (number | null)[] {
  const results = measure(draw.factors, draw.codes, { seed, metrics }).metrics;
  return claims.map((claim) => readClaim(claim, results[claim.metric]!));
}

/** Scores of a share of the rows. The paper fits R² on the rows that are set aside; all else sees the scored rows alone. */
function scoreHeldOut(
  draw: Draw,
  seed: number,
  claims: readonly Claim[],
  { metrics, holdout }: ScoringOptions,
): (number | null)[] {
  const n = draw.factors.rows;
  const chosen = new RandomStream('custodes/stress', seed, 'holdout').choice(n, countScored(n, holdout));
  const isScored = new Set(chosen);
  const aside = pickRows(
    draw,
    Array.from({ length: n }, (_, row) => row).filter((row) => !isScored.has(row)),
  );
  const scored = pickRows(draw, chosen);
  const fitted: Partial<Record<MetricKey, boolean>> = { r2: true, r2_origin: false };
  return scoreRows(scored, seed, claims, metrics).map((score, i) => {
    const intercept = fitted[claims[i]!.metric];
    return intercept === undefined ? score : heldOutR2(aside, scored, intercept);
  });
}

/** Every claim of the metrics on one draw; all null where the draw is not finite. */
export function scoreSeed(cell: Cell, seed: number, options: ScoringOptions): Readonly<Record<string, number | null>> {
  const draw = drawCell(cell, seed);
  const claims = listClaims(options.metrics);
  const scores = !hasFiniteEntries(draw)
    ? claims.map(() => null)
    : countScored(cell.n, options.holdout) === cell.n
      ? scoreRows(draw, seed, claims, options.metrics)
      : scoreHeldOut(draw, seed, claims, options);
  return Object.fromEntries(claims.map((claim, i) => [claimName(claim), scores[i]!]));
}

/** Every claim of the metrics on every seed. */
export function scoreCell(
  cell: Cell,
  seeds: readonly number[],
  options: ScoringOptions,
  onSeed: () => void = () => {},
): CellScores {
  const rows = seeds.map((seed) => {
    const row = scoreSeed(cell, seed, options);
    onSeed();
    return row;
  });
  return Object.fromEntries(
    listClaims(options.metrics).map((claim) => [claimName(claim), rows.map((row) => row[claimName(claim)]!)]),
  );
}

/** Seeds 0 … count − 1. */
export function firstSeeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed);
}
