import { zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { addProducts } from '../../core/linear-algebra/add-products.ts';
import { matchedCorrelation } from '../families/mcc/matched-correlation.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricOptions, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { largestCanonical } from '../families/rdc/canonical-correlation.ts';
import { createPairScratch, gridBasisPair, type CopulaBasis } from '../families/rdc/copula-basis.ts';
import { drawWeights, FEATURES, type FeatureWeights } from '../families/rdc/copula-features.ts';
import { nullPermutations } from '../families/rdc/null-rounds.ts';
import { compareWithPermuted, refuseFewRows } from '../families/rdc/rdc-chance.ts';

/** Position of each row in ascending order, ties in row order. */
function positionsOf(order: Uint32Array): Int32Array {
  const positions = new Int32Array(order.length);
  order.forEach((row, position) => (positions[row] = position));
  return positions;
}

/**
 * Largest canonical correlation of a factor's basis with a code's, row i of the factor beside row `rows[i]` of the code.
 *
 * @param gathered scratch as long as the code's basis
 */
function correlate(
  factor: CopulaBasis,
  code: CopulaBasis,
  order: Uint32Array,
  codePositions: Int32Array,
  rows: Int32Array,
  gathered: Float64Array,
): number {
  const n = order.length;
  const positions = new Int32Array(n);
  for (let i = 0; i < n; i++) positions[i] = codePositions[rows[order[i]!]!]!;
  const { data } = code;
  // Vector by vector, so that what is read at random places fits in the cache.
  for (let start = 0; start < code.rank * n; start += n)
    for (let i = 0; i < n; i++) gathered[start + i] = data[start + positions[i]!]!;
  const products = new Float64Array(factor.rank * code.rank);
  addProducts(
    { data: products, offset: 0, stride: code.rank },
    { data: factor.data, offset: 0, count: factor.rank },
    { data: gathered, offset: 0, count: code.rank },
    n,
    1,
  );
  return largestCanonical(products, 0, code.rank, factor.rank, code.rank);
}

/**
 * d × m dependence coefficients, one matrix for each pairing of rows; 0 wherever a column is constant.
 *
 * @param weightsOf weights of the features of factor j and code i
 * @param pairings for each matrix, which row of the codes stands beside row i of the factors
 */
export function releaseDependence(
  data: PairedData,
  weightsOf: (j: number, i: number) => readonly [FeatureWeights, FeatureWeights],
  pairings: readonly Int32Array[],
): Matrix[] {
  const grid = Float64Array.from({ length: data.n }, (_, i) => (i + 1) / data.n);
  const scratch = createPairScratch(data.n);
  const gathered = new Float64Array(FEATURES * data.n);
  const matrices = pairings.map(() => zeros(data.d, data.m));
  const codePositions = data.codes.summaries.map((_, i) => positionsOf(data.codeOrder(i)));
  for (const i of data.codes.columnsWhere(false))
    for (const j of data.factors.columnsWhere(false)) {
      const [factor, code] = gridBasisPair(grid, weightsOf(j, i), scratch);
      pairings.forEach((rows, k) => {
        matrices[k]!.data[i * data.d + j] = correlate(factor, code, data.factorOrder(j), codePositions[i]!, rows, gathered);
      });
    }
  return matrices;
}

/**
 * Mean correlation coefficient on randomised dependence coefficients, as released with the paper: the largest canonical correlation between 20
 * random sine features of the ranks of a factor and of a code, weights ~ N(0, ½²) drawn anew for each pair. Matched as `mcc_pearson`.
 *
 * It sees any dependence of one code on one factor, and is invariant to strictly monotone maps of every column. But of 20 features on
 * (0, 1] only about 8 are independent in float64; with some weights the last one is a remainder of rounding errors that is nearly constant, and
 * two nearly constant features correlate by 1 whatever the rows: one pair of independent columns in fifteen scores above 0.5, and the matching picks these. Noise
 * scores 0.43 at d = m = 5 and 0.90 at m = 50. `null_matched` is what the same codes score with their rows permuted;
 * `mcc_rdc_centred` removes the artefact. Null for fewer than 22 rows, on which independent columns reach 1. Ranks of ties are in row order, constant columns count 0.
 *
 * Source: Lopez-Paz, Hennig and Schölkopf, "The randomized dependence coefficient", NeurIPS 2013, equation 3.
 */
function computeMccRdc(data: PairedData, options: MetricOptions): MetricResult {
  const refused = refuseFewRows(data);
  if (refused) return refused;
  const { seed = 0 } = options;
  const identity = Int32Array.from({ length: data.n }, (_, i) => i);
  let nulls: Matrix[] = [];
  const result = matchedCorrelation(data, () => {
    const weightsOf = (j: number, i: number) => {
      const stream = new RandomStream('custodes/metric', seed, 'mcc_rdc', j, i);
      return [drawWeights(stream, data.n), drawWeights(stream, data.n)] as const;
    };
    const [observed, ...permuted] = releaseDependence(data, weightsOf, [identity, ...nullPermutations(data, 'mcc_rdc', options)]);
    nulls = permuted;
    return observed!;
  });
  if (result.score === null) return result;
  const nullSum = nulls.reduce((sum, matrix) => sum + matchedCorrelation(data, () => matrix).score!, 0);
  const chance = nullSum / nulls.length;
  return {
    ...result,
    chance: compareWithPermuted(result.score, chance, data),
    parts: { ...result.parts, null_matched: chance },
  };
}

/** Mean correlation coefficient on randomised dependence coefficients. */
export const mccRdc: MetricGroup<'mcc_rdc'> = {
  keys: ['mcc_rdc'],
  compute: (data, options) => ({ mcc_rdc: computeMccRdc(data, options) }),
};
