import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { choice, closed, nullable, objectOrNull, text, whole } from '../../core/documents/shapes.ts';
import { diagnosis } from '../../evaluation/documents/diagnosis.ts';
import { digest, slug, submissionReference, suiteReference } from '../../registry/documents/fields.ts';

const numberOrNull = (description: string) => nullable(Type.Number({ description }));

/** A metric and its part. */
export const primary = closed(
  { metric: text('Key of the metric.'), part: text('Part of it.') },
  { description: 'Metric and part that rank.' },
);

const scores = closed(
  {
    mean: numberOrNull('Mean over instances, or null.'),
    lower: numberOrNull('Lower end of the 95% interval, or null.'),
    upper: numberOrNull('Upper end of the 95% interval, or null.'),
    instances: whole('Instances with a score.'),
  },
  { description: 'Mean of the primary score over instances with its 95% interval.' },
);

const rank = closed(
  { best: whole('Best rank that the data allow.', 1), worst: whole('Worst rank that the data allow.', 1) },
  { description: 'Rank interval.' },
);

const rowDiagnosis = closed(
  {
    geometry: diagnosis.properties.geometry,
    dimension: diagnosis.properties.dimension,
    agreeing: whole('Models that were diagnosed so.'),
    models: whole('Models of the row.'),
    confidence: Type.Number({ description: 'Mean confidence, from 0 to 1.' }),
  },
  { description: 'What most models of the row were diagnosed as.' },
);

const row = closed(
  {
    rank: objectOrNull(rank, 'Rank interval; null for a row that does not compete.'),
    reference: nullable(text('Role of a baseline row, or null.')),
    main: scores,
    twin: objectOrNull(scores, 'Scores on the must-fail twin; null where no twin model was submitted.'),
    diagnosis: objectOrNull(rowDiagnosis, 'What most models of the row were diagnosed as, or null.'),
    verdict: nullable(text('What the atlas says of the metric on such codes, or null.')),
  },
  { description: 'A row of a leaderboard.' },
);

const result = closed(
  {
    result_digest: digest,
    published: nullable(text('ISO 8601, or null where it is not known.')),
    page: text('Permalink.'),
    record: text('Address of the record itself.'),
    track: slug,
    submission: submissionReference,
    suite: suiteReference,
    status: choice(['verified', 'reported'], 'verified or reported.'),
    supervision: text('What the training saw.'),
    superseded_by: nullable(text('Digest of the record that replaces this one, or null.')),
    board: objectOrNull(row, 'Where it stands on its leaderboard; null where it is not the current result of its submission.'),
  },
  { description: 'One result.' },
);

export const resultsPage = defineDocument(
  'custodes/results-page/1',
  {
    title: 'Page of results',
    description: '/api/v1/results/<page>.json: up to 200 results in the order in which they came to the registry.',
  },
  {
    page: whole('Number of this page, from 1.', 1),
    pages: whole('Number of pages.', 1),
    next: nullable(text('Address of the next page, or null.')),
    results: Type.Array(result, { description: 'Results, oldest first.', maxItems: 200 }),
  },
);

const page = closed(
  { address: text('Address of the page.'), results: whole('Results on it.') },
  { description: 'A page of the listing.' },
);

const board = closed(
  {
    track: slug,
    primary,
    floor: numberOrNull('Best row without learning, or null.'),
    ceiling: numberOrNull('Best row that was given the answer, or null.'),
    rows: whole('Rows of the leaderboard.'),
    address: text('Address of the rows.'),
  },
  { description: 'A leaderboard.' },
);

export const results = defineDocument(
  'custodes/results/2',
  {
    title: 'Results',
    description: '/api/v1/results.json: where the results are listed, page by page and leaderboard by leaderboard.',
  },
  {
    results: whole('Number of results.'),
    pages: Type.Array(page, {
      description: 'Pages of the listing, oldest results first; a new result changes the last page alone.',
      minItems: 1,
    }),
    boards: Type.Array(board, { description: 'Leaderboards, one a track.' }),
  },
);

/** `/api/v1/results/<page>.json`. */
export type ResultsPageDocument = DocumentOf<typeof resultsPage>;
/** `/api/v1/results.json`: where the results are, not the results. */
export type ResultsDocument = DocumentOf<typeof results>;
