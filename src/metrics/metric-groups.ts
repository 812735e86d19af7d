import { METRIC_HOMES } from './homes.ts';
import type { AnyMetricGroup } from './metric-group.ts';

/** Every group that `measure` can run, in the order of the catalogue, which describes their metrics. */
export const METRIC_GROUPS: readonly AnyMetricGroup[] = [
  ...new Set(Object.values(METRIC_HOMES).map(({ computation }) => computation)),
];
