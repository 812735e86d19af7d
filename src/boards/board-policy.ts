import type { RecordedKey } from '../evaluation/recorded-key.ts';
import type { Track } from '../suite/tracks/track.ts';

/** What a leaderboard makes of a track: the numbers that its records hold, and who competes by them. It touches no draw. */
export interface BoardPolicy {
  readonly track: Track;
  /** Metric and part that rank. */
  readonly primary: { readonly metric: RecordedKey; readonly part: string };
  /** Metrics that a record holds. */
  readonly panel: readonly RecordedKey[];
  /** The part of the panel that a browser reruns: the quick ones. */
  readonly browserPanel: readonly RecordedKey[];
  /** Codes that a ranked encoder has, where that is not one for each factor. */
  readonly rankedCodes?: number;
  /** Supervision with which a row competes. */
  readonly rankedSupervision: readonly ('none' | 'as-track-grants' | 'labels' | 'generator-weights')[];
  /** Fewest instances that a ranked row covers. */
  readonly fewestInstances: number;
  /** The DGP of the stress-test suite that the factors resemble most, for validity tables. */
  readonly nearestDgp: string;
}
