import { permalinkDigest } from '../registry/digest.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import type { SearchResultsDocument } from './documents/search-results.ts';
import type { Entry } from './entry.ts';
import { namesSchema, type Address } from './served-document.ts';

/** The list that a search for a digest reads. */
export function listSearchResults(entries: readonly Entry[], address: Address): SearchResultsDocument {
  return {
    ...namesSchema('search-results', address),
    schema: 'custodes/search-results/1',
    results: entries.map(({ record, submission }) => [
      permalinkDigest(record.result_digest),
      submission.title,
      findTrack(record.measured.track.id).title,
    ]),
  };
}
