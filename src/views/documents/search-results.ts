import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { text, tuple } from '../../core/documents/shapes.ts';

const found = tuple(
  [text('Digits of the permalink.'), text('Title of the method.'), text('Title of the track.')],
  'A result that has a page.',
);

export const searchResults = defineDocument(
  'custodes/search-results/1',
  {
    title: 'Results for the search',
    description: '/search-results.json: what the search reads where a reader types the digits of a result.',
  },
  { results: Type.Array(found, { description: 'Every result that has a page.' }) },
);

/** `/search-results.json`. */
export type SearchResultsDocument = DocumentOf<typeof searchResults>;
