import { METRICS, isMetricKey } from '../metrics/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';

/** Title of the metric that ranks a track's board; the part is named where it is not the headline score. */
export function primaryTitle({ primary: { metric, part } }: Track): string {
  const title = isMetricKey(metric) ? METRICS[metric].title : metric;
  return part === 'score' ? title : `${title}, ${part}`;
}
