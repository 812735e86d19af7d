import { isMetricKey, type MetricKey } from '../metrics/catalogue.ts';
import { isStructureKey, type StructureKey } from '../metrics/structure/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';

/** A metric of two arrays, or of a graph or dictionary that comes with an encoder. */
export type RecordedKey = MetricKey | StructureKey;

function metricKeys(track: Track, keys: readonly string[]): RecordedKey[] {
  return keys.map((key) => {
    if (isMetricKey(key) || isStructureKey(key)) return key;
    throw new RangeError(`track ${track.id} names the unknown metric ${key}`);
  });
}

/** Metrics that a record of this track holds. */
export function recordPanel(track: Track): RecordedKey[] {
  return metricKeys(track, track.panel);
}

/** Metrics of a record that a browser recomputes: the quick ones. */
export function browserPanel(track: Track): RecordedKey[] {
  return metricKeys(track, track.browserPanel);
}
