import { permalinkDigest } from '../registry/digest.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import type { Entry } from './entry.ts';

/** Every result that has a page: digits of its permalink, title of its method, title of its track. */
export type SearchResults = readonly (readonly [digits: string, title: string, track: string])[];

/** The list that a search for a digest reads. */
export function listSearchResults(entries: readonly Entry[]): SearchResults {
  return entries.map(({ record, submission }) => [
    permalinkDigest(record.result_digest),
    submission.title,
    findTrack(record.measured.track.id).title,
  ]);
}
