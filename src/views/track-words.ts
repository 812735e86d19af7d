import { METRICS, isMetricKey } from '../metrics/catalogue.ts';
import { isStructureKey, STRUCTURE_METRICS } from '../metrics/structure/catalogue.ts';
import type { BoardPolicy } from '../boards/board-policy.ts';

/** Title of a metric of two arrays, or of graphs or dictionaries, and the part of it that pages print. */
export function metricWords(key: string): { readonly title: string; readonly part: string } {
  const known = isMetricKey(key) ? METRICS[key] : isStructureKey(key) ? STRUCTURE_METRICS[key] : undefined;
  return { title: known?.title ?? key, part: known?.rankPart ?? 'score' };
}

/** Title of the metric that ranks a board; the part is named where it is not the headline score. */
export function primaryTitle({ primary: { metric, part } }: BoardPolicy): string {
  const { title } = metricWords(metric);
  return part === 'score' ? title : `${title}, ${part}`;
}
