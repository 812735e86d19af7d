import Type from 'typebox';
import { defineMap, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed, text, whole } from '../../core/documents/shapes.ts';

const reference = closed(
  {
    type: choice(['article', 'inproceedings'], 'Kind of entry in BibTeX.'),
    authors: Type.Array(text('Family, Given; the family name alone where no more is known.'), {
      description: 'Authors in order.',
      minItems: 1,
    }),
    title: text('Title.'),
    venue: text('Journal or conference.'),
    year: whole('Year.', 1800),
    volume: Type.Optional(text('Volume.')),
    pages: Type.Optional(text('Pages.')),
    series: Type.Optional(text('Series.')),
  },
  { description: 'A paper.' },
);

export const references = defineMap(
  'references',
  { title: 'References', description: 'content/references.json: papers by key.' },
  '^[a-z0-9-]+$',
  reference,
);

/** `content/references.json`: papers by key. */
export type References = DocumentOf<typeof references>;
/** A paper. */
export type Reference = TypeOf<typeof reference>;
