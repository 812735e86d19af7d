import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { closed, mapOf, nullable, text } from '../../core/documents/shapes.ts';
import { slug, version } from '../../registry/documents/fields.ts';
import { primary } from './results.ts';

const numberOrNull = (description: string) => nullable(Type.Number({ description }));

const value = Type.Unsafe<string | number | boolean | null>({
  description: 'Text, a number, true or false, or null where there is none.',
  anyOf: [{ type: ['string', 'null'] }, { type: 'number' }, { type: 'boolean' }],
});

export const board = defineDocument(
  'custodes/board/1',
  {
    title: 'Leaderboard',
    description:
      '/api/v1/boards/<track>.json: the rows of a leaderboard in its order. A download of what a page shows has fewer rows and fields.',
  },
  {
    track: closed({ id: slug, version, title: text('Title for people.') }, { description: 'The track.' }),
    primary,
    floor: numberOrNull('Best row without learning, or null.'),
    ceiling: numberOrNull('Best row that was given the answer, or null.'),
    smallest_attainable_p: numberOrNull('Smallest p-value that the instances of any pair of rows allow, or null.'),
    fields: Type.Array(text('Name of a field.'), { description: 'Fields of each row, in the order of the columns.' }),
    rows: Type.Array(mapOf('^[a-z][a-z0-9_]*$', value, { description: 'A row: a value for each field.' }), {
      description: 'Ranked rows first, then those that are not ranked, then reference rows.',
    }),
  },
);

/** `/api/v1/boards/<track>.json`. */
export type BoardDocument = DocumentOf<typeof board>;
