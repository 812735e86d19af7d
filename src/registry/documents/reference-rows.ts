import Type from 'typebox';
import { defineDocument, type TypeOf } from '../../core/documents/define-document.ts';
import { annotated, choice, closed } from '../../core/documents/shapes.ts';
import { digest, slug, version } from './fields.ts';

const role = choice(
  ['permuted', 'untrained', 'linear', 'supervised', 'oracle'],
  'permuted, untrained and linear are floors, supervised and oracle are ceilings.',
);

const row = closed(
  {
    slug,
    version,
    role,
    manifest_sha256: annotated(digest, {
      description: "SHA-256 of the version's submission.json: a manifest with other bytes is no reference row.",
    }),
  },
  { description: 'One reference row.' },
);

export const referenceRows = defineDocument(
  'custodes/reference-rows/1',
  {
    title: 'Reference rows',
    description:
      'content/reference-rows.json: the submission versions that give leaderboards their floors and ceilings. No submission can name itself: code owners review every change of this file.',
  },
  { rows: Type.Array(row, { description: 'One entry for each submission version, by slug and version.' }) },
);

/** One submission version that the registry made a reference row. Who changes a manifest loses the role. */
export type ReferenceRow = TypeOf<typeof row>;
/** The five rows that every board carries; they give its floors and its ceiling. */
export type BaselineRole = TypeOf<typeof role>;
