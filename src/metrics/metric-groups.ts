import type { AnyMetricGroup } from './metric-group.ts';

/** Every group that `measure` can run. The catalogue describes their metrics. */
export const METRIC_GROUPS: readonly AnyMetricGroup[] = [];
