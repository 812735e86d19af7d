import { selectRows } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { measure } from '../metrics/measure.ts';
import { drawCell, type Cell } from '../suite/cell.ts';
import { claimName, listClaims, readClaim } from './claims.ts';

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

/** Every claim of the metrics on one draw; all null where the draw is not finite. */
export function scoreSeed(cell: Cell, seed: number, options: ScoringOptions): Readonly<Record<string, number | null>> {
  const draw = drawCell(cell, seed);
  const claims = listClaims(options.metrics);
  if (!hasFiniteEntries(draw)) return Object.fromEntries(claims.map((claim) => [claimName(claim), null]));
  const count = countScored(cell.n, options.holdout);
  const { factors, codes } = draw;
  const rows = count === cell.n ? null : new RandomStream('custodes/stress', seed, 'holdout').choice(cell.n, count);
  const [z, estimate] = rows === null ? [factors, codes] : [selectRows(factors, rows), selectRows(codes, rows)];
  const { metrics } = measure(z, estimate, { seed, metrics: options.metrics });
  return Object.fromEntries(claims.map((claim) => [claimName(claim), readClaim(claim, metrics[claim.metric]!)]));
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
