import { decomposeSingular } from '../../../core/linear-algebra/singular-values.ts';
import { triangularFactor } from '../../../core/linear-algebra/triangular-factor.ts';
import { gaussLegendre, type Quadrature } from '../../../core/statistics/gauss-legendre.ts';
import { centredFeature, featureAt, type FeatureWeights } from './copula-features.ts';

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** From so many rows on, sums over the grid of ranks are integrals for all that the rank depends on. */
const QUADRATURE_ROWS = 512;

/** Twice the number of features: their products are integrated to the last digit. */
const NODES = 40;

/** Singular values of a matrix of n rows up to this share of the largest count as 0: NumPy's `matrix_rank`. */
function countSingular(columns: readonly Float64Array[], n: number): number {
  const { values } = decomposeSingular(triangularFactor(columns));
  const smallest = EPSILON * Math.max(n, columns.length + 1) * values[0]!;
  return values.filter((value) => value > smallest).length;
}

/** Numerical rank of the centred features at the given positions. */
export function featureRank(weights: FeatureWeights, positions: Float64Array): number {
  const features = Array.from({ length: weights.slopes.length }, (_, k) => centredFeature(weights, k, positions));
  return countSingular(features, positions.length);
}

/**
 * As `featureRank` at the positions 1/n … 1, in constant time where n is large: a sum over this grid is n times the integral over
 * [1/2n, 1 + 1/2n], but for a share of order 1/n².
 */
export function gridRank(weights: FeatureWeights, grid: Float64Array): number {
  const n = grid.length;
  if (n < QUADRATURE_ROWS) return featureRank(weights, grid);
  const quadrature = quadratureFor(n);
  return countSingular(
    Array.from({ length: weights.slopes.length }, (_, k) => weightedFeature(weights.slopes[k]!, weights.offsets[k]!, quadrature)),
    n,
  );
}

/** The rule of the last n asked for: a metric needs it for each pair of columns. */
let latest: { readonly n: number; readonly rule: Quadrature } | undefined;

function quadratureFor(n: number): Quadrature {
  if (latest?.n !== n) latest = { n, rule: gaussLegendre(NODES, 1 / (2 * n), 1 + 1 / (2 * n)) };
  return latest.rule;
}

function weightedFeature(slope: number, offset: number, { nodes, weights }: Quadrature): Float64Array {
  const values = featureAt(slope, offset, nodes);
  let mean = 0;
  for (let k = 0; k < values.length; k++) mean += weights[k]! * values[k]!;
  return values.map((value, k) => Math.sqrt(weights[k]!) * (value - mean));
}
