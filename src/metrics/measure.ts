import type { Matrix } from '../core/matrix.ts';
import { METRIC_KEYS, type MetricKey } from './catalogue.ts';
import { checkArrays } from './check-arrays.ts';
import { checkBlocks, checkOptions } from './check-options.ts';
import { METRIC_GROUPS } from './metric-groups.ts';
import type { MetricOptions, MetricResult } from './metric.ts';
import { PairedData } from './paired-data.ts';

export interface MeasureOptions extends MetricOptions {
  /** Which metrics to compute. Default: all of the catalogue. */
  readonly metrics?: readonly MetricKey[];
  /** Called with the wanted keys of each group as soon as they are computed. */
  readonly onComputed?: (keys: readonly MetricKey[]) => void;
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
  if (options.blocks !== undefined) checkBlocks(options.blocks, factors.columns);
  const data = new PairedData(factors, codes);
  const wanted = new Set<MetricKey>(options.metrics ?? METRIC_KEYS);
  const results = new Map<MetricKey, MetricResult>();
  for (const group of METRIC_GROUPS) {
    const keys = group.keys.filter((key) => wanted.has(key));
    if (keys.length === 0) continue;
    const computed = group.compute(data, options);
    for (const key of keys) results.set(key, computed[key]!);
    options.onComputed?.(keys);
  }
  const metrics = Object.fromEntries(METRIC_KEYS.filter((key) => results.has(key)).map((key) => [key, results.get(key)!]));
  return { n: data.n, d: data.d, m: data.m, metrics };
}
