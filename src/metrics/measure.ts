import type { Matrix } from '../core/matrix.ts';
import { arrayRemarks } from './array-remarks.ts';
import { METRIC_KEYS, type MetricKey } from './catalogue.ts';
import { checkArrays } from './check-arrays.ts';
import { checkBlocks, checkOptions } from './check-options.ts';
import { METRIC_GROUPS } from './metric-groups.ts';
import type { Diagnostic, MetricOptions, MetricResult } from './metric.ts';
import { PairedData } from './paired-data.ts';
import { withRepeatedRows } from './repeated-rows.ts';

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
  /** What to know of the arrays before the scores are read. */
  readonly remarks: readonly Diagnostic[];
  readonly metrics: MetricResults;
}

/** Results of some metrics by key. */
export type MetricResults = Readonly<Partial<Record<MetricKey, MetricResult>>>;

/**
 * Measures how well `codes` recover `factors`, one group of metrics a step: between two steps the caller may show what is known, or stop.
 *
 * @param factors n × d ground truth
 * @param codes n × m encoder output
 * @throws InputError where the arrays are empty, of unequal length or not finite, or an option is out of its range
 */
export function* measureStepwise(factors: Matrix, codes: Matrix, options: MeasureOptions = {}): Generator<MetricResults, void> {
  checkArrays({ factors, codes });
  checkOptions(options, factors.rows);
  if (options.blocks !== undefined) checkBlocks(options.blocks, factors.columns);
  const data = new PairedData(factors, codes);
  const wanted = new Set<MetricKey>(options.metrics ?? METRIC_KEYS);
  for (const group of METRIC_GROUPS) {
    const keys = group.keys.filter((key) => wanted.has(key));
    if (keys.length === 0) continue;
    const computed = group.compute(data, options);
    options.onComputed?.(keys);
    yield Object.fromEntries(keys.map((key) => [key, withRepeatedRows(data, key, computed[key]!)]));
  }
}

/** Results of several steps as one measurement, in catalogue order. */
export function assembleMeasurement(factors: Matrix, codes: Matrix, results: MetricResults): Measurement {
  const metrics = Object.fromEntries(METRIC_KEYS.filter((key) => results[key] !== undefined).map((key) => [key, results[key]!]));
  return { n: factors.rows, d: factors.columns, m: codes.columns, remarks: arrayRemarks({ factors, codes }), metrics };
}

/** A measurement that also says how its files were read. @param remarks plain sentences */
export function withFileRemarks(measurement: Measurement, remarks: readonly string[]): Measurement {
  const ofFiles = remarks.map((message): Diagnostic => ({ code: 'file', message }));
  return { ...measurement, remarks: [...ofFiles, ...measurement.remarks] };
}

/**
 * Measures how well `codes` recover `factors`, all at once.
 *
 * @param factors n × d ground truth
 * @param codes n × m encoder output
 * @returns the metrics in catalogue order, whatever the order in which they were asked for
 * @throws InputError where the arrays are empty, of unequal length or not finite, or an option is out of its range
 */
export function measure(factors: Matrix, codes: Matrix, options: MeasureOptions = {}): Measurement {
  const results = Object.assign({}, ...measureStepwise(factors, codes, options)) as MetricResults;
  return assembleMeasurement(factors, codes, results);
}
