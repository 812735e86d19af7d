import type { Matrix } from '../core/matrix.ts';
import { METRIC_KEYS, type MetricKey } from './catalogue.ts';
import { checkArrays } from './check-arrays.ts';
import { checkOptions } from './check-options.ts';
import { METRIC_GROUPS } from './metric-groups.ts';
import type { MetricOptions, MetricResult } from './metric.ts';
import { PairedData } from './paired-data.ts';

export interface MeasureOptions extends MetricOptions {
  /** Which metrics to compute. Default: all of the catalogue. */
  readonly metrics?: readonly MetricKey[];
}

/** Every requested metric of two arrays. */
export interface Measurement {
  /** Number of rows. */
  readonly n: number;
  /** Number of factors. */
  readonly d: number;
  /** Number of codes. */
  readonly m: number;
  readonly metrics: Readonly<Partial<Record<MetricKey, MetricResult>>>;
}

/**
 * Measures how well `codes` recover `factors`.
 *
 * @param factors n × d ground truth
 * @param codes n × m encoder output
 * @returns the metrics in catalogue order, whatever the order in which they were asked for
 * @throws InputError where the arrays are empty, of unequal length or not finite, or an option is out of its range
 */
export function measure(factors: Matrix, codes: Matrix, options: MeasureOptions = {}): Measurement {
  checkArrays({ factors, codes });
  checkOptions(options, factors.rows);
  const data = new PairedData(factors, codes);
  const wanted = new Set<MetricKey>(options.metrics ?? METRIC_KEYS);
  const results = new Map<MetricKey, MetricResult>();
  for (const group of METRIC_GROUPS) {
    if (!group.keys.some((key) => wanted.has(key))) continue;
    const computed = group.compute(data, options);
    for (const key of group.keys) {
      const result = computed[key];
      if (result !== undefined) results.set(key, result);
    }
  }
  const metrics: Partial<Record<MetricKey, MetricResult>> = {};
  for (const key of METRIC_KEYS) {
    const result = results.get(key);
    if (wanted.has(key) && result !== undefined) metrics[key] = result;
  }
  return { n: data.n, d: data.d, m: data.m, metrics };
}
