import { InputError } from '../../core/input-error.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import { isMetricKey, type MetricKey } from '../../metrics/catalogue.ts';

/** The metrics that `--metrics` names, in the order of the catalogue, or all. @throws InputError for a name that is no metric's */
export function parseMetricList(text: string | boolean | undefined): readonly MetricKey[] {
  if (typeof text !== 'string') return COMPUTED_METRICS;
  const named = text.split(',').map((item) => {
    const key = item.trim();
    if (isMetricKey(key) && COMPUTED_METRICS.includes(key)) return key;
    throw new InputError({
      path: '--metrics',
      rule: `"${key}" is not a metric`,
      fix: `choose from ${COMPUTED_METRICS.join(',')}`,
    });
  });
  return COMPUTED_METRICS.filter((key) => named.includes(key));
}
