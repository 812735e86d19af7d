import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { unexplainedShare } from '../../suite/dgps/shared/marginals.ts';
import type { CodeModel, ElementwiseModel, LinearModel, ScalarCode } from './code-model.ts';
import { estimateShares } from './estimate-shares.ts';
import type { Law, Points } from './law.ts';
import { procrustesLoss } from './procrustes.ts';

/** Which maps of one code may give a factor back. */
export type MapClass = 'affine' | 'monotone' | 'any';

/** What codes and factors have in common, in shares of variance. Codes are rows, factors columns. */
export interface Shares {
  /** Share of a code that is a function of one factor, m × d. */
  readonly own: Matrix;
  /** Share of a factor that a map of the class gives back from one code, m × d. */
  given(maps: MapClass): Matrix;
  /** Share of each code that is a function of all factors together. */
  readonly signal: readonly number[];
  /** Share of each factor that no affine function of all codes gives back. */
  affineLoss(): readonly number[];
  /** As `affineLoss`, by any function. */
  loss(): readonly number[];
  /** Share of all factors that no rotation times a scale gives back. */
  isometricLoss(): number;
}

/** Noise of a code without noise, as a share: keeps its precision finite. */
const NO_NOISE = 1e-12;
const RANK_CUTOFF = 1e-15;
/** Values in a group within which a function that is not injective counts as constant. */
const GROUP = 32;

/** Shares under the product of the marginals; on the support of the law where it is given, with the factors that determine each other as one. */
export function sharesOf(model: CodeModel, law: Law, support?: Matrix): Shares {
  switch (model.form) {
    case 'linear':
      return linearShares(model, law.d, support);
    case 'elementwise':
      return elementwiseShares(model, law);
    case 'network':
      return estimateShares(model, law);
    case 'unrelated':
      return noShares(law.d, model);
  }
}

function codeCount(model: CodeModel): number {
  switch (model.form) {
    case 'linear':
      return model.weights.length;
    case 'elementwise':
      return model.codes.length;
    case 'network':
      return model.m;
    case 'unrelated':
      return codeCount(model.inner);
  }
}

function noShares(d: number, model: CodeModel): Shares {
  const m = codeCount(model);
  const none = zeros(m, d);
  const all = Array.from({ length: d }, () => 1);
  return {
    own: none,
    given: () => none,
    signal: Array.from({ length: m }, () => 0),
    affineLoss: () => all,
    loss: () => all,
    isometricLoss: () => 1,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** wᵀ C w, with the identity for C where none is given. */
function quadratic(weights: readonly number[], correlation: Matrix | undefined): number {
  let sum = 0;
  if (correlation === undefined) for (const weight of weights) sum += weight * weight;
  else
    weights.forEach((a, i) =>
      weights.forEach((b, j) => {
        sum += a * b * correlation.data[j * correlation.rows + i]!;
      }),
    );
  return sum;
}

function linearShares({ weights, noise }: LinearModel, d: number, correlation: Matrix | undefined): Shares {
  const m = weights.length;
  const own = zeros(m, d);
  const signal: number[] = [];
  const variances: number[] = [];
  weights.forEach((row, i) => {
    const explained = quadratic(row, correlation);
    const variance = explained + noise[i]! * noise[i]!;
    variances.push(variance);
    signal.push(variance === 0 ? 0 : explained / variance);
    row.forEach((weight, j) => (own.data[j * m + i] = variance === 0 ? 0 : (weight * weight) / variance));
  });
  const affineLoss = () => posteriorVariances(weights, noise, variances, d, correlation);
  return {
    own,
    given: () => own,
    signal,
    affineLoss,
    loss: affineLoss,
    isometricLoss: () => procrustesLoss(weights, sumOf(variances), d),
  };
}

/** Variance of each factor that least squares from all codes leaves: the diagonal of (C⁻¹ + Aᵀ N⁻¹ A)⁻¹. */
function posteriorVariances(
  weights: LinearModel['weights'],
  noise: readonly number[],
  variances: readonly number[],
  d: number,
  correlation: Matrix | undefined,
): number[] {
  const identity = zeros(d, d);
  for (let j = 0; j < d; j++) identity.data[j * d + j] = 1;
  const precision = correlation === undefined ? zeros(d, d) : leastSquares(correlation, identity, RANK_CUTOFF).coefficients;
  if (correlation === undefined) precision.data.set(identity.data);
  weights.forEach((row, i) => {
    const variance = variances[i]!;
    if (variance === 0) return;
    const disturbance = Math.max(noise[i]! * noise[i]!, NO_NOISE * variance);
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++) precision.data[b * d + a] = precision.data[b * d + a]! + (row[a]! * row[b]!) / disturbance;
  });
  const inverse = leastSquares(precision, identity, RANK_CUTOFF).coefficients;
  return Array.from({ length: d }, (_, j) => Math.min(1, Math.max(0, inverse.data[j * d + j]!)));
}

/** Share of the factor's variance that the best function of `apply(factor)` gives back. */
function givenBack({ apply, form }: ScalarCode, points: Points, maps: MapClass): number {
  if (maps === 'affine') return 1 - unexplainedShare(points, apply);
  if (form === 'monotone' || (form === 'injective' && maps === 'any')) return 1;
  // A monotone map of a code that keeps no order is at most any map of it, and at least an affine one.
  if (maps === 'monotone') return 1 - unexplainedShare(points, apply);
  const sorted = [...points].map((z) => ({ z, code: apply(z) })).sort((a, b) => a.code - b.code || a.z - b.z);
  let within = 0;
  let start = 0;
  while (start < sorted.length) {
    // Equal codes stay together.
    let end = Math.min(start + Math.min(GROUP, Math.ceil(sorted.length / GROUP)), sorted.length);
    while (end < sorted.length && sorted[end]!.code === sorted[end - 1]!.code) end++;
    const group = sorted.slice(start, end).map(({ z }) => z);
    const mean = group.reduce((sum, z) => sum + z, 0) / group.length;
    for (const z of group) within += (z - mean) ** 2;
    start = end;
  }
  const total = points.reduce((sum, z) => sum + z * z, 0);
  return total === 0 ? 0 : 1 - within / total;
}

function covarianceOf(points: Points, apply: (z: number) => number): { readonly covariance: number; readonly variance: number } {
  let [mean, cross, square] = [0, 0, 0];
  for (const z of points) mean += apply(z) / points.length;
  for (const z of points) {
    const deviation = apply(z) - mean;
    cross += (deviation * z) / points.length;
    square += (deviation * deviation) / points.length;
  }
  return { covariance: cross, variance: square };
}

function elementwiseShares({ codes }: ElementwiseModel, law: Law): Shares {
  const { d } = law;
  const m = codes.length;
  const own = zeros(m, d);
  codes.forEach((code, i) => {
    if (code !== null) own.data[code.source * m + i] = 1;
  });
  const given = (maps: MapClass) => {
    const shares = zeros(m, d);
    codes.forEach((code, i) => {
      if (code !== null) shares.data[code.source * m + i] = givenBack(code, law.points(code.source), maps);
    });
    return shares;
  };
  const best = (shares: Matrix) => Array.from({ length: d }, (_, j) => 1 - Math.max(0, ...column(shares, j)));
  return {
    own,
    given,
    signal: codes.map((code) => (code === null ? 0 : 1)),
    affineLoss: () => best(given('affine')),
    loss: () => best(given('any')),
    isometricLoss() {
      const moments = codes.map((code) => (code === null ? null : covarianceOf(law.points(code.source), code.apply)));
      const covariances = codes.map((code, i) =>
        Array.from({ length: d }, (_, j) => (code?.source === j ? moments[i]!.covariance : 0)),
      );
      return procrustesLoss(covariances, sumOf(moments.map((moment) => moment?.variance ?? 1)), d);
    },
  };
}
