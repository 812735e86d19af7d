import { RandomStream } from '../../core/random/stream.ts';
import { matchedCorrelation } from '../mcc/matched-correlation.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricOptions, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { drawWeights } from './copula-features.ts';
import { dependenceMatrix, embedColumns } from './dependence-matrix.ts';
import { nullPermutations } from './null-rounds.ts';

/**
 * As `mcc_rdc`, with features that stay orthogonal to the constant. What noise scores then is what 8 smooth functions a side can
 * find by chance, about (√8 + √8)/√n, and the draw of weights hardly matters: the standard deviation over seeds is below 0.006.
 *
 * Ranks of ties are averaged, constant columns count 0. One draw of weights serves all factors, and one all codes. `null_matched` is what the same
 * codes score with their rows permuted.
 *
 * Source: Lopez-Paz, Hennig and Schölkopf, "The randomized dependence coefficient", NeurIPS 2013, equation 3.
 */
function computeCentred(data: PairedData, options: MetricOptions): MetricResult {
  const key = 'mcc_rdc_centred';
  const weights = (side: string) => drawWeights(new RandomStream('custodes/metric', options.seed ?? 0, key, side), data.n);
  const identity = Int32Array.from({ length: data.n }, (_, i) => i);
  const sides = () =>
    [embedColumns(data.factors, weights('factors'), 'remove'), embedColumns(data.codes, weights('codes'), 'remove')] as const;
  let embedded: ReturnType<typeof sides> | undefined;
  const result = matchedCorrelation(data, () => dependenceMatrix(...(embedded ??= sides()), identity));
  if (embedded === undefined) return result;
  const [factors, codes] = embedded;
  const nulls = nullPermutations(data, key, options).map(
    (rows) => matchedCorrelation(data, () => dependenceMatrix(factors, codes, rows)).score!,
  );
  return { ...result, parts: { ...result.parts, null_matched: nulls.reduce((sum, score) => sum + score, 0) / nulls.length } };
}

/** Mean correlation coefficient on randomised dependence coefficients without the release's rounding artefact. */
export const mccRdcCentred: MetricGroup<'mcc_rdc_centred'> = {
  keys: ['mcc_rdc_centred'],
  compute: (data, options) => ({ mcc_rdc_centred: computeCentred(data, options) }),
};
