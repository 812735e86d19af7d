import Type from 'typebox';
import type { TypeOf } from '../../core/documents/define-document.ts';
import { closed, text } from '../../core/documents/shapes.ts';
import { digest, drawCommit, slug } from './fields.ts';

const job = closed(
  {
    submission: text('submissions/<slug>/<version>'),
    manifest_sha256: digest,
    track: Type.Optional(slug),
    commit: drawCommit,
    shard: text('i/n'),
    artefact: text('What the job calls its shard; its own number and the digest of its task are part of it.'),
  },
  { description: 'One job of a matrix, as YAML knows it.' },
);

/** A matrix as a workflow hands it from job to job. */
export const matrix = closed({ include: Type.Array(job) });

/** One job of a matrix, as YAML knows it. */
export type PlannedJob = TypeOf<typeof job>;
