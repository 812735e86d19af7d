import { isMetricKey, type MetricKey } from '../metrics/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';

function metricKeys(track: Track, keys: readonly string[]): MetricKey[] {
  return keys.map((key) => {
    if (isMetricKey(key)) return key;
    throw new RangeError(`track ${track.id} names the unknown metric ${key}`);
  });
}

/** Metrics that a record of this track holds. */
export function recordPanel(track: Track): MetricKey[] {
  return metricKeys(track, track.panel);
}

/** Metrics of a record that a browser recomputes: the quick ones. */
export function browserPanel(track: Track): MetricKey[] {
  return metricKeys(track, track.browserPanel);
}
