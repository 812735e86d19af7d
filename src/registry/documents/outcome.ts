import Type from 'typebox';
import { defineDocument, embedded, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, nullable } from '../../core/documents/shapes.ts';
import { fault } from './fields.ts';
import { record } from './record.ts';

const verdict = choice(['evaluated', 'rejected', 'over-limit', 'broken'], 'evaluated, rejected, over-limit or broken.');

const findings = (description: string) => Type.Array(fault, { description: `${description} At most 60.`, maxItems: 60 });

export const outcome = defineDocument(
  'custodes/outcome/1',
  {
    title: "Outcome of a pull request's evaluation",
    description: 'Handed from the jobs that evaluate to the one that comments.',
  },
  {
    verdict,
    pull_request: Type.Integer({ description: 'Number of the pull request.', minimum: 1 }),
    head_sha: Type.String({ description: 'Its head commit.', pattern: '^[0-9a-f]{40}$' }),
    submission: nullable(
      Type.String({
        description: 'submissions/<slug>/<version>, or null where the pull request names none.',
        maxLength: 80,
        pattern: '^submissions/[a-z0-9-]+/[0-9.]+$',
      }),
    ),
    faults: findings('Why it was not evaluated.'),
    notices: Type.Optional(findings('What its author may want to know; it stopped nothing.')),
    minutes: Type.Number({ description: 'Minutes of one core.', minimum: 0, maximum: 100000 }),
    records: Type.Array(embedded(record), {
      description: 'Previews, one for each track: their draws come from the head commit.',
      maxItems: 20,
    }),
  },
);

/** What an evaluation hands over to the status and the comment. */
export type Outcome = DocumentOf<typeof outcome>;
/**
 * How the evaluation of a pull request ended: `evaluated`, or whose fault it is that it was not: `rejected` (the submission's),
 * `over-limit` (ours, by rule), `broken` (ours, by accident).
 */
export type Verdict = TypeOf<typeof verdict>;
