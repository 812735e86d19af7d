import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { bottleneck } from './bottleneck.ts';
import type { CodeModel } from './code-model.ts';
import type { Law } from './law.ts';
import { sharesOf, type MapClass, type Shares } from './shares.ts';

/** What a metric's maximum says of the codes. */
export type ValidityPredicate =
  | 'affine-elementwise'
  | 'monotone-elementwise'
  | 'elementwise'
  | 'affinely-decodable'
  | 'linear-explicit'
  | 'isometric'
  | 'modular'
  | 'compact'
  | 'informative'
  | 'block'
  | 'explicit-given-informed'
  | 'measurement-structure';

/** Of which factors or codes a claim speaks. */
export type ValidityScope = 'all' | 'kept' | 'informed';

/** A draw whose residual is at most this is a success. */
const SUCCESS_RESIDUAL = 0.01;
/** A draw whose residual is at least this is a failure. */
export const FAILURE_RESIDUAL = 0.1;
/** What rounding may add to a residual that lies on one of the two. */
const ROUNDING = 1e-9;
/** A code counts as informative, and a factor as informed of, from this share on. */
const INFORMATIVE_SHARE = 0.1;

export type Side = 'success' | 'failure' | 'grey';

/** Residual of each pair: what is not the factor's in the code, or not given back of the factor, whichever is more. */
function pairResiduals(shares: Shares, maps: MapClass, factors: readonly number[]): Matrix {
  const { own } = shares;
  const given = shares.given(maps);
  const m = own.rows;
  const residuals = zeros(m, factors.length);
  factors.forEach((j, k) => {
    for (let i = 0; i < m; i++) residuals.data[k * m + i] = 1 - Math.min(own.data[j * m + i]!, given.data[j * m + i]!);
  });
  return residuals;
}

function elementwiseResidual(shares: Shares, maps: MapClass, scope: ValidityScope, factors: readonly number[]): number {
  if (shares.own.rows < factors.length && scope !== 'kept') return 1;
  return bottleneck(pairResiduals(shares, maps, factors));
}

/**
 * Largest share of an informative code's variance that is not its first factor's; 1 where no code is informative.
 *
 * @param tied factors that count as one, since each of them determines others
 */
function modularResidual({ own, signal }: Shares, tied: readonly number[]): number {
  const { rows: m, columns: d } = own;
  const residuals = signal.flatMap((total, i) => {
    if (total < INFORMATIVE_SHARE) return [];
    let first = 0;
    let joint = total;
    for (let j = 0; j < d; j++) {
      if (tied.includes(j)) continue;
      first = Math.max(first, own.data[j * m + i]!);
      joint -= own.data[j * m + i]!;
    }
    return [total - (tied.length > 0 ? Math.max(first, joint) : first)];
  });
  return residuals.length === 0 ? 1 : Math.max(...residuals);
}

/** Largest share of what the best code says of a factor that a second one says too; a factor of which no code says anything counts 1. */
function compactResidual(shares: Shares, scope: ValidityScope, factors: readonly number[]): number {
  const { own } = shares;
  const given = shares.given('any');
  let worst = 0;
  let informed = 0;
  for (const j of factors) {
    const [best = 0, second = 0] = [...column(given, j)]
      .map((share, i) => Math.min(share, own.data[j * own.rows + i]!))
      .sort((a, b) => b - a);
    if (best < INFORMATIVE_SHARE) {
      if (scope !== 'informed') return 1;
      continue;
    }
    informed++;
    worst = Math.max(worst, second / best);
  }
  return informed === 0 ? 1 : worst;
}

/** As `modularResidual`, and 1 where some factor is no code's first. */
function structureResidual(shares: Shares, tied: readonly number[], factors: readonly number[]): number {
  const { own, signal } = shares;
  const m = own.rows;
  const measured = new Set<number>();
  for (let i = 0; i < m; i++) {
    if (signal[i]! < INFORMATIVE_SHARE) continue;
    let first = 0;
    for (let j = 1; j < own.columns; j++) if (own.data[j * m + i]! > own.data[first * m + i]!) first = j;
    measured.add(first);
  }
  return factors.every((j) => measured.has(j)) ? modularResidual(shares, tied) : 1;
}

function largest(values: readonly number[], factors: readonly number[]): number {
  return Math.max(0, ...factors.map((j) => values[j]!));
}

/** Residual from shares; null where the predicate says nothing of such codes. */
function residualFrom(
  shares: Shares,
  predicate: ValidityPredicate,
  scope: ValidityScope,
  factors: readonly number[],
  tied: readonly number[],
): number | null {
  switch (predicate) {
    case 'affine-elementwise':
      return elementwiseResidual(shares, 'affine', scope, factors);
    case 'monotone-elementwise':
      return elementwiseResidual(shares, 'monotone', scope, factors);
    case 'elementwise':
      return elementwiseResidual(shares, 'any', scope, factors);
    case 'affinely-decodable':
    case 'linear-explicit':
      return largest(shares.affineLoss(), factors);
    case 'informative':
    case 'block':
      return largest(shares.loss(), factors);
    case 'isometric':
      return shares.isometricLoss();
    case 'modular':
      return modularResidual(shares, tied);
    case 'compact':
      return compactResidual(shares, scope, factors);
    case 'explicit-given-informed':
      return largest(shares.loss(), factors) > SUCCESS_RESIDUAL ? null : largest(shares.affineLoss(), factors);
    case 'measurement-structure':
      return structureResidual(shares, tied, factors);
  }
}

function withoutRounding(residual: number): number {
  return residual < ROUNDING ? 0 : residual;
}

/**
 * How far codes are from a predicate, from the encoder itself: 0 where they have it, 1 where nothing of it is there. Stated under the product
 * of the factors' marginals.
 *
 * @returns null where the predicate says nothing of such codes
 */
export function residualOf(
  model: CodeModel,
  law: Law,
  predicate: ValidityPredicate,
  scope: ValidityScope = 'all',
): number | null {
  const factors = Array.from({ length: law.d }, (_, j) => j);
  const residual = residualFrom(sharesOf(model, law), predicate, scope, factors, []);
  return residual === null ? null : withoutRounding(residual);
}

/** The residual on the support of a law whose factors determine each other, over its free factors; undefined for other laws. */
function supportResidual(
  model: CodeModel,
  law: Law,
  predicate: ValidityPredicate,
  scope: ValidityScope,
): number | null | undefined {
  if (law.support === undefined) return undefined;
  const tied = Array.from({ length: law.d }, (_, j) => j).filter((j) => !law.free.includes(j));
  return residualFrom(sharesOf(model, law, law.support), predicate, scope, law.free, tied);
}

/**
 * Which side a draw lies on for all predicates of a claim together: a success has all of them, a failure lacks one. A failure counts only if it is one
 * on the support of the law too; else it depends on what is meant, and is grey.
 */
export function sideOf(model: CodeModel, law: Law, predicates: readonly ValidityPredicate[], scope: ValidityScope = 'all'): Side {
  const residuals = predicates.map((predicate) => residualOf(model, law, predicate, scope));
  if (residuals.every((residual) => residual !== null && residual <= SUCCESS_RESIDUAL + ROUNDING)) return 'success';
  const failed = predicates.filter((_, k) => residuals[k] !== null && residuals[k]! >= FAILURE_RESIDUAL - ROUNDING);
  const holds = failed.some((predicate) => {
    const residual = supportResidual(model, law, predicate, scope);
    return residual === undefined || (residual !== null && residual >= FAILURE_RESIDUAL - ROUNDING);
  });
  return holds ? 'failure' : 'grey';
}
