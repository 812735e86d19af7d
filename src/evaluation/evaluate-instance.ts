import type { FactorBlocks } from '../core/factor-blocks.ts';
import type { Matrix } from '../core/matrix.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import { measure } from '../metrics/measure.ts';
import type { MetricResult } from '../metrics/metric.ts';

/** Scalar parts of one metric; matrices are recomputed, not stored. `score` is null where the metric refused. */
export type MetricScalars = Readonly<Record<string, number | null>>;

/** Metrics of a record draw their random numbers from this, and fit on the first 80% of rows: the draws are independent. */
const METRIC_OPTIONS = { seed: 0, split: 'ordered' } as const;

function scalars({ score, parts }: MetricResult): MetricScalars {
  const kept = Object.entries(parts).filter((part): part is [string, number] => typeof part[1] === 'number');
  const entries: [string, number | null][] = [['score', score], ...kept];
  // JSON does not know −0; adding 0 turns it into 0, so that a recomputed value equals the stored one.
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? null : value + 0]));
}

/**
 * What a record says of one model: every metric of the panel, as scalars. The same function in Node and in the browser.
 *
 * @param factors n × d
 * @param codes n × m
 * @param blocks those of the instance, if it has any
 */
export function evaluateInstance(
  factors: Matrix,
  codes: Matrix,
  panel: readonly MetricKey[],
  blocks?: FactorBlocks,
): Record<string, MetricScalars> {
  const { metrics } = measure(factors, codes, { ...METRIC_OPTIONS, metrics: panel, ...(blocks && { blocks }) });
  return Object.fromEntries(Object.entries(metrics).map(([key, result]) => [key, scalars(result)]));
}
