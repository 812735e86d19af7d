import type { Options } from 'minisearch';
import { foldWord } from './fold-word.ts';

/** A page that can be found. */
export interface SearchDocument {
  /** Path within the site. */
  readonly id: string;
  readonly kind: SearchKind;
  readonly title: string;
  /** Shown below the title. */
  readonly summary: string;
  /** Further names: keys, slugs, authors. */
  readonly names: string;
  /** Prose that is searched and not shown. */
  readonly text: string;
}

export type SearchKind = 'metric' | 'track' | 'method' | 'docs' | 'page';

/** What a hit holds besides its score. */
export type SearchHit = Pick<SearchDocument, 'id' | 'kind' | 'title' | 'summary'>;

/** How the index is made, and read again in the page: both sides must agree. */
export const INDEX_OPTIONS: Options<SearchDocument> = {
  fields: ['title', 'names', 'summary', 'text'],
  storeFields: ['kind', 'title', 'summary'],
  processTerm: foldWord,
};

/** Words that begin as the reader's do count too, and long ones that are nearly spelt so. */
export const SEARCH_OPTIONS = {
  prefix: true,
  fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
  boost: { title: 4, names: 3, summary: 2 },
} as const;
