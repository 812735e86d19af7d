import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { annotated, closed } from '../../core/documents/shapes.ts';
import { digest } from './fields.ts';
import { runtime } from './record.ts';

const version = Type.String({
  description: 'Three numbers joined by dots.',
  maxLength: 20,
  pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$',
});

/** What is hashed of a thing besides its numbers; its fields are the engine's, as it was then. */
const facts = (description: string) =>
  Type.Unsafe<Record<string, unknown>>({ description, type: 'object', additionalProperties: true });

const content = closed(
  {
    runtime,
    tracks: Type.Array(facts('One track.'), { description: 'What a record depends on of each track besides its draws.' }),
    metrics: Type.Array(facts('One metric.'), { description: 'What a board depends on of each metric besides its values.' }),
    outputs: Type.Unsafe<Record<string, string>>({
      description: 'SHA-256 of what each conformance cell computes.',
      type: 'object',
      additionalProperties: digest,
    }),
  },
  { description: 'All that the digest covers.' },
);

export const suite = defineDocument(
  'custodes/suite/1',
  {
    title: 'Suite version',
    description:
      'content/suite/<version>.json: a frozen version of the suite. Its digest is over what the engine computes, not over its source, so that a rewrite that changes no number changes no digest. Written by `npm run release-suite`.',
  },
  { version, digest: annotated(digest, { title: "sha256('custodes/suite/1' 0x00 RFC 8785(content))" }), content },
);

/** `content/suite/<version>.json`, frozen. */
export type SuiteVersion = DocumentOf<typeof suite>;
/** Everything that a record's numbers, and the ranks made of them, depend on. */
export type SuiteContent = SuiteVersion['content'];
