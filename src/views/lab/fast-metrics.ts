import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import { METRICS, type MetricEntry, type MetricKey } from '../../metrics/catalogue.ts';

/** Metrics of one cost, in the order of the catalogue. */
export function metricsOfCost(cost: MetricEntry['cost']): MetricKey[] {
  return COMPUTED_METRICS.filter((key) => METRICS[key].cost === cost);
}
