import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed, eitherOf } from '../../core/documents/shapes.ts';
import { drawCommit, fault, instance, seed, slug, submissionReference, suiteReference } from './fields.ts';
import { measurement, run } from './record.ts';

const faults = Type.Array(fault, { description: 'Why it was rejected.', minItems: 1, maxItems: 20 });

const cell = eitherOf(
  { measurement },
  { faults },
  {
    track: slug,
    variant: choice(['main', 'twin'], 'main or twin.'),
    instance,
    seed,
    seconds: Type.Number({
      description: 'What it took on one core, all its measurements together.',
      minimum: 0,
      maximum: 100000,
    }),
  },
  { description: 'A model, and what came out of it.' },
);

const SHARDS = { minimum: 1, maximum: 256 };

export const shard = defineDocument(
  'custodes/shard/1',
  {
    title: 'Shard',
    description:
      'What one part of an evaluation measured. Written by `npm run evaluate -- … --shard i/n`, read by `npm run merge`; any number of them, in any order, merge to what one run would have given.',
  },
  {
    shard: closed(
      {
        index: Type.Integer({ description: 'From 1 to count.', ...SHARDS }),
        count: Type.Integer({ description: 'How many parts.', ...SHARDS }),
      },
      { description: 'Which part, counted from 1.' },
    ),
    submission: submissionReference,
    suite: suiteReference,
    selection: closed(
      {
        commit: drawCommit,
        track: Type.Optional(slug),
        instances: Type.Optional(Type.Array(instance, { description: 'Some instances only.', maxItems: 100 })),
        rows: Type.Optional(Type.Integer({ description: 'Fewer rows, for a preview.', minimum: 1, maximum: 1000000 })),
      },
      { description: 'What was to be evaluated; the same in every part.' },
    ),
    run,
    cells: Type.Array(cell, { description: 'One entry for each model of this part.', maxItems: 2000 }),
  },
);

/** What one shard of an evaluation hands over. Any number of them, in any order, merge to what one run would have given. */
export type ShardFile = DocumentOf<typeof shard>;
/** Which cell, and what came out of it: numbers, or why it was rejected. */
export type ShardCell = TypeOf<typeof cell>;
