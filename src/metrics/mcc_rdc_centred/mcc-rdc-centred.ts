import type { Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { matchedCorrelation } from '../families/mcc/matched-correlation.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricOptions, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { drawWeights } from '../families/rdc/copula-features.ts';
import { dependenceMatrix, embedColumns } from '../families/rdc/dependence-matrix.ts';
import { nullPermutations } from '../families/rdc/null-rounds.ts';
import { compareWithPermuted, refuseFewRows } from '../families/rdc/rdc-chance.ts';

/** Entries as shares of the way from what chance reaches to 1; what does not exceed chance counts 0. */
function aboveChance(matrix: Matrix, chance: number): Matrix {
  return { ...matrix, data: matrix.data.map((value) => (chance < 1 ? Math.max(0, (value - chance) / (1 - chance)) : 0)) };
}

/**
 * As `mcc_rdc`, with features that stay orthogonal to the constant, and centred on chance. What noise scores without the second is what 8 smooth functions a side
 * can find, about (√8 + √8)/√n; the draw of weights hardly matters, the standard deviation over seeds being below 0.006.
 *
 * The null is what the same codes score with their rows permuted, `null_matched`: each coefficient r becomes max(0, (r − null)/(1 − null)) before codes are
 * matched, so that noise scores near 0 and a code that determines its factor 1, whatever n. `uncorrected_matched` is the score without. Ranks of ties are averaged,
 * constant columns count 0. One draw of weights serves all factors, and one all codes.
 *
 * Source: Lopez-Paz, Hennig and Schölkopf, "The randomized dependence coefficient", NeurIPS 2013, equation 3.
 */
function computeCentred(data: PairedData, options: MetricOptions): MetricResult {
  const refused = refuseFewRows(data);
  if (refused) return refused;
  const key = 'mcc_rdc_centred';
  const weights = (side: string) => drawWeights(new RandomStream('custodes/metric', options.seed ?? 0, key, side), data.n);
  const identity = Int32Array.from({ length: data.n }, (_, i) => i);
  const sides = () =>
    [embedColumns(data.factors, weights('factors'), 'remove'), embedColumns(data.codes, weights('codes'), 'remove')] as const;
  let embedded: ReturnType<typeof sides> | undefined;
  let observed: Matrix | undefined;
  const uncorrected = matchedCorrelation(data, () => (observed = dependenceMatrix(...(embedded ??= sides()), identity)));
  if (embedded === undefined || observed === undefined) return uncorrected;
  const [factors, codes] = embedded;
  const nulls = nullPermutations(data, key, options).map(
    (rows) => matchedCorrelation(data, () => dependenceMatrix(factors, codes, rows)).score!,
  );
  const chance = nulls.reduce((sum, score) => sum + score, 0) / nulls.length;
  const corrected = aboveChance(observed, chance);
  const result = matchedCorrelation(data, () => corrected);
  return {
    ...result,
    chance: compareWithPermuted(uncorrected.score!, chance, data, 'uncorrected_matched'),
    parts: { ...result.parts, uncorrected_matched: uncorrected.score, null_matched: chance },
  };
}

/** Mean correlation coefficient on randomised dependence coefficients above chance, without the release's rounding artefact. */
export const mccRdcCentred: MetricGroup<'mcc_rdc_centred'> = {
  keys: ['mcc_rdc_centred'],
  compute: (data, options) => ({ mcc_rdc_centred: computeCentred(data, options) }),
};
