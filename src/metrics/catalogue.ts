import { METRICS, type MetricKey } from './entries.ts';

export { METRICS, type MetricKey } from './entries.ts';
export type { MetricEntry, Predicate } from './metric-entry.ts';

/** All keys, in catalogue order. */
export const METRIC_KEYS = Object.keys(METRICS) as readonly MetricKey[];

/** Whether `key` names a metric. */
export function isMetricKey(key: string): key is MetricKey {
  return Object.hasOwn(METRICS, key);
}
