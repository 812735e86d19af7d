import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { argsort } from '../../core/statistics/argsort.ts';
import { averageRanks } from '../../core/statistics/average-ranks.ts';
import { bottleneck } from './bottleneck.ts';
import type { ValidityPredicate } from './draw-truth.ts';
import { explainedShare, standardiseSample } from './estimate-shares.ts';
import type { MapClass } from './shares.ts';

/** An estimate of how far codes are from a class, with the factor that is farthest from any code. */
export interface OwnResidual {
  readonly residual: number;
  /** Counted from 0. */
  readonly factor: number;
  /** The code that is nearest to it; null where all codes together were asked. */
  readonly code: number | null;
}

const RANK_CUTOFF = 1e-10;

function ranksOf(matrix: Matrix): Matrix {
  const ranks = zeros(matrix.rows, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) averageRanks(column(matrix, j), argsort(column(matrix, j)), column(ranks, j));
  return ranks;
}

function squaredCorrelations(factors: Matrix, codes: Matrix): Matrix {
  const [z, c] = [standardiseSample(factors), standardiseSample(codes)];
  const result = zeros(c.columns, z.columns);
  for (let j = 0; j < z.columns; j++)
    for (let i = 0; i < c.columns; i++) {
      const [factor, code] = [column(z, j), column(c, i)];
      let sum = 0;
      for (let k = 0; k < factor.length; k++) sum += factor[k]! * code[k]!;
      result.data[j * c.columns + i] = (sum / factor.length) ** 2;
    }
  return result;
}

/** What a map of the class gives back of each factor from each code, and of each code from each factor, whichever is less. */
function sharesBetween(factors: Matrix, codes: Matrix, maps: MapClass): Matrix {
  const affine = squaredCorrelations(factors, codes);
  if (maps === 'affine') return affine;
  const monotone = squaredCorrelations(ranksOf(factors), ranksOf(codes));
  if (maps === 'monotone') return monotone;
  const [z, c] = [standardiseSample(ranksOf(factors)), standardiseSample(ranksOf(codes))];
  const factorOrders = Array.from({ length: z.columns }, (_, j) => argsort(column(z, j)));
  const data = new Float64Array(affine.data.length);
  for (let i = 0; i < c.columns; i++) {
    const order = argsort(column(c, i));
    for (let j = 0; j < z.columns; j++) {
      const k = j * c.columns + i;
      const both = Math.min(explainedShare(column(z, j), order), explainedShare(column(c, i), factorOrders[j]!));
      data[k] = Math.max(both, affine.data[k]!, monotone.data[k]!);
    }
  }
  return { ...affine, data };
}

function pairwise(factors: Matrix, codes: Matrix, maps: MapClass): OwnResidual {
  const shares = sharesBetween(factors, codes, maps);
  const { rows: m, columns: d } = shares;
  let [factor, code, least] = [0, 0, Infinity];
  for (let j = 0; j < d; j++) {
    let best = 0;
    for (let i = 1; i < m; i++) if (shares.data[j * m + i]! > shares.data[j * m + best]!) best = i;
    if (shares.data[j * m + best]! < least) [factor, code, least] = [j, best, shares.data[j * m + best]!];
  }
  const residual = m < d ? 1 : bottleneck({ ...shares, data: shares.data.map((share) => Math.max(0, 1 - share)) });
  return { residual, factor, code };
}

function together(factors: Matrix, codes: Matrix): OwnResidual {
  const z = standardiseSample(factors);
  const { residualSquares, rank } = leastSquares(standardiseSample(codes), z, RANK_CUTOFF);
  const rows = Math.max(1, z.rows - 1 - rank);
  const losses = Array.from(residualSquares, (square, j) => (column(z, j).some((value) => value !== 0) ? square / rows : 1));
  const residual = Math.max(...losses);
  return { residual: Math.min(1, residual), factor: losses.indexOf(residual), code: null };
}

/** The residual of a class from arrays, as evidence beside a score; null for classes of which arrays do not tell. */
export function estimateOwnResidual(
  factors: Matrix,
  codes: Matrix,
  predicates: readonly ValidityPredicate[],
): OwnResidual | null {
  if (predicates.includes('affine-elementwise')) return pairwise(factors, codes, 'affine');
  if (predicates.includes('monotone-elementwise')) return pairwise(factors, codes, 'monotone');
  if (predicates.includes('elementwise')) return pairwise(factors, codes, 'any');
  if (predicates.includes('affinely-decodable') || predicates.includes('linear-explicit')) return together(factors, codes);
  return null;
}
