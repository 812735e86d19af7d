import { column, selectColumns, zeros, type Matrix } from '../core/matrix.ts';
import { averageRanks } from '../core/statistics/average-ranks.ts';
import { argsort } from '../core/statistics/argsort.ts';
import { standardiseColumn } from '../core/statistics/standardise.ts';
import { summariseColumns } from '../core/statistics/column-summary.ts';
import { findDependentCodes } from './diagnosis-dependence.ts';
import { explainResiduals, fitLinearModel } from './diagnosis-models.ts';
import { associate, columnOrders, fitOwnFactor } from './diagnosis-own-factor.ts';
import { judgeGeometry, type CodeDimension, type CodeEvidence } from './diagnosis-verdict.ts';
import type { Diagnosis } from './documents/diagnosis.ts';

/** Sizes beyond which a diagnosis is not attempted: its cost grows with n·d·m, and below the rows it would be guessing. */
const DIAGNOSIS_BOUNDS = { minimumRows: 500, factors: 64, codes: 256 } as const;

/** From here on a code has read a factor to the end: what all factors explain beyond is no question. */
const READ_ALONE = 0.98;
/** From here on a code is a linear function of the factors, and what nonlinear functions add is no question. */
const LINEAR = 0.99;
/** Share of a code's variance from which a factor counts as read. */
const CONTRIBUTION = 0.01;

export type { Diagnosis };

function standardised(matrix: Matrix): Matrix {
  const kept = summariseColumns(matrix);
  const varying = [...kept.keys()].filter((j) => !kept[j]!.constant);
  const result = selectColumns(matrix, varying);
  varying.forEach((j, k) => standardiseColumn(column(matrix, j), column(result, k), kept[j]!.mean, kept[j]!.scale));
  return result;
}

/** Standardised average ranks of each column. */
function rankedColumns(matrix: Matrix, orders: readonly Uint32Array[]): Matrix {
  const ranks = zeros(matrix.rows, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const target = averageRanks(column(matrix, j), orders[j]!, column(ranks, j));
    standardiseColumn(target.slice(), target, (matrix.rows + 1) / 2, 1);
  }
  return ranks;
}

/** Sets of factors that codes join, and factors that no code reads, each a set of its own. */
function countBlocks(reads: readonly (readonly number[])[], d: number): number {
  const block = Array.from({ length: d }, (_, j) => j);
  for (const factors of reads) {
    const joined = new Set(factors.map((j) => block[j]!));
    const target = Math.min(...joined);
    block.forEach((id, j) => joined.has(id) && (block[j] = target));
  }
  return new Set(block).size;
}

function collectEvidence(factors: Matrix, codes: Matrix) {
  const orders = columnOrders(factors);
  const factorRanks = rankedColumns(factors, orders);
  const inputs = Array.from({ length: codes.columns }, (_, i) => {
    const code = column(codes, i);
    const one = { rows: codes.rows, columns: 1, data: code };
    return { factors, factorRanks, orders, code, codeRanks: rankedColumns(one, [argsort(code)]).data };
  });
  const associations = inputs.map(associate);
  const isDependent = findDependentCodes(associations, factors.rows);
  const dependent = [...isDependent.keys()].filter((i) => isDependent[i]);
  const own = dependent.map((i) => fitOwnFactor(inputs[i]!, associations[i]!));
  const model = fitLinearModel(factors, selectColumns(codes, dependent));
  const entire = own.map(({ any }) => any >= READ_ALONE);
  // The flexible model is slow: only codes that neither one factor nor a linear function explains need it.
  const needed = [...entire.keys()].filter((i) => !entire[i] && model.explained[i]! < LINEAR);
  const curvatures = needed.length === 0 ? [] : explainResiduals(factors, selectColumns(model.residuals, needed));
  const evidence = own.map(({ factor, affine, monotone, any, smooth }, i): CodeEvidence => {
    const linear = model.explained[i]!;
    const bent = curvatures[needed.indexOf(i)] ?? 0;
    const alone = Math.max(smooth, affine);
    return {
      factor,
      affine,
      monotone,
      own: any,
      linear,
      curvature: bent,
      leak: entire[i] ? 0 : Math.max(0, linear + bent - alone),
      noise: entire[i] ? 0 : Math.max(0, 1 - Math.max(alone, any, linear + bent)),
    };
  });
  const reads = evidence.map(({ factor }, i) => {
    const contributing = [...column(model.contributions, i).entries()].filter(([, share]) => share > CONTRIBUTION);
    return entire[i] ? [factor] : [...new Set([factor, ...contributing.map(([j]) => j)])];
  });
  return { evidence, reads };
}

function dimensionOf(codes: number, d: number): CodeDimension | null {
  if (codes === 0) return null;
  return codes === d ? 'matched' : codes < d ? 'under' : 'over';
}

/**
 * Estimates from factors and codes how codes depend on factors. Under relations between factors that determine one another (D3, D4 of the
 * suite) the answer is not identified: codes of one factor are codes of the other.
 *
 * Deterministic: the random features of the flexible model are drawn from a fixed stream.
 *
 * @param factors n × d
 * @param codes n × m, finite
 * @returns null beyond `DIAGNOSIS_BOUNDS`
 */
export function diagnose(factors: Matrix, codes: Matrix): Diagnosis | null {
  if (factors.rows < DIAGNOSIS_BOUNDS.minimumRows) return null;
  if (factors.columns > DIAGNOSIS_BOUNDS.factors || codes.columns > DIAGNOSIS_BOUNDS.codes) return null;
  const varying = standardised(factors);
  const { evidence, reads } = collectEvidence(varying, standardised(codes));
  const { geometry, confidence } = judgeGeometry(evidence, countBlocks(reads, varying.columns));
  const extreme = (pick: (...values: number[]) => number, quantity: (code: CodeEvidence) => number) =>
    evidence.length === 0 ? null : pick(...evidence.map(quantity));
  return {
    geometry,
    dimension: dimensionOf(evidence.length, factors.columns),
    confidence,
    dependent_codes: evidence.length,
    factors_read: new Set(reads.flat()).size,
    affine: extreme(Math.min, ({ affine }) => affine),
    monotone: extreme(Math.min, ({ monotone }) => monotone),
    own: extreme(Math.min, ({ own }) => own),
    leak: extreme(Math.max, ({ leak }) => leak),
    linear: extreme(Math.min, ({ linear }) => linear),
    noise: extreme(Math.max, ({ noise }) => noise),
  };
}
