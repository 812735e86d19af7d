import type { MetricKey } from './entries.ts';
import type { MetricOptions, MetricResult } from './metric.ts';
import type { PairedData } from './paired-data.ts';

/** Metrics that are computed together, because they share a fit. */
export interface MetricGroup<Key extends MetricKey = MetricKey> {
  readonly keys: readonly Key[];
  /**
   * Computes every key. It never throws for checked data: what cannot be scored is a null score whose first diagnostic is the
   * reason.
   */
  compute(data: PairedData, options: MetricOptions): Readonly<Record<Key, MetricResult>>;
}

/** Any group, where it does not matter which keys it has. */
export interface AnyMetricGroup {
  readonly keys: readonly MetricKey[];
  compute(data: PairedData, options: MetricOptions): Readonly<Partial<Record<MetricKey, MetricResult>>>;
}
