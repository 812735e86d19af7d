import { InputError } from '../../core/input-error.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import { isMetricKey, type MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import { readDocuments } from './read-documents.ts';

/** Some metrics by what computes them: one computation gives all keys of a group. */
export function groupMetrics(metrics: readonly MetricKey[]): MetricKey[][] {
  return METRIC_GROUPS.map(({ keys }) => keys.filter((key) => metrics.includes(key))).filter((keys) => keys.length > 0);
}

/**
 * Every document of a folder that has one for each metric, by metric; a metric that is not computed yet has no entry.
 *
 * @param fix what computes them, for the reader of a fault
 * @throws InputError where a file is no JSON or is named after no metric
 */
export async function readMetricDocuments(root: string, folder: string, fix: string): Promise<ReadonlyMap<MetricKey, unknown>> {
  const documents = await readDocuments(root, folder, fix);
  const faults = [...documents.keys()]
    .filter((name) => !isMetricKey(name) || !COMPUTED_METRICS.includes(name))
    .map((name) => ({
      path: `${folder}/${name}.json`,
      rule: 'is not named after a metric',
      fix: 'delete it, or restore the metric',
    }));
  if (faults.length > 0) throw new InputError(...faults);
  return documents as ReadonlyMap<MetricKey, unknown>;
}
