import Type from 'typebox';
import { defineDocument, type DocumentOf } from '../../core/documents/define-document.ts';
import { annotated, closed, mapOf } from '../../core/documents/shapes.ts';
import { digest, trackPart } from './fields.ts';
import { runtime } from './record.ts';

const version = Type.String({
  description: 'Three numbers joined by dots.',
  maxLength: 20,
  pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$',
});

/** Identifier of a track, DGP or geometry, or key of a metric. */
const NAME = '^[A-Za-z][A-Za-z0-9_-]{0,39}$';

/** What is hashed of a thing besides its numbers; its fields are the engine's, as it was then. */
const facts = (description: string) =>
  Type.Unsafe<Record<string, unknown>>({ description, type: 'object', additionalProperties: true });

const outputs = (description: string) =>
  Type.Unsafe<Record<string, string>>({ description, type: 'object', additionalProperties: digest });

const digests = (description: string) => mapOf(NAME, digest, { description });

const content = closed(
  {
    runtime,
    streams: outputs('SHA-256 of what each kind of random stream gives.'),
    tracks: mapOf(
      NAME,
      closed(
        { definition: facts('What a learner and an evaluation are given.'), outputs: outputs('Parameters and draws.') },
        { description: 'A generator.' },
      ),
      { description: 'Generators by identifier.' },
    ),
    metrics: mapOf(
      NAME,
      closed(
        { definition: facts('What a board and a page depend on besides values.'), outputs: outputs('Values on fixed arrays.') },
        { description: 'A metric.' },
      ),
      { description: 'Metrics by key.' },
    ),
    dgps: mapOf(NAME, outputs('Draws.'), { description: 'DGPs by identifier.' }),
    geometries: mapOf(NAME, outputs('Codes and truth.'), { description: 'Geometries by identifier.' }),
    diagnosis: outputs('Diagnoses of fixed arrays.'),
    boards: mapOf(NAME, facts('A policy: panel, primary metric, who is ranked.'), { description: 'Boards by track.' }),
  },
  { description: 'What the digests are of: enough to say where two versions differ.' },
);

const tree = closed(
  {
    leaves: closed(
      {
        runtime: annotated(digest, { title: 'Runtime and random streams' }),
        tracks: digests('Generators.'),
        metrics: digests('Metrics, by their values alone.'),
        dgps: digests('DGPs.'),
        geometries: digests('Geometries.'),
        diagnosis: annotated(digest, { title: 'Diagnosis of codes' }),
        boards: digests('Policies of boards.'),
        definitions: digests('What boards and pages depend on of a metric besides its values.'),
      },
      { description: 'One digest for each thing.' },
    ),
    draws: digests('Draw digest of each track: runtime, streams and generator. It seeds the draws of a track.'),
    parts: mapOf(NAME, trackPart, { description: 'Part of each track with a board: what its records rest on.' }),
  },
  { description: 'Digests of the parts.' },
);

export const suite = defineDocument(
  'custodes/suite/2',
  {
    title: 'Suite version',
    description:
      'content/suite/<version>.json: a frozen version of the suite. Digests are over what the engine computes, not over its source, so that a rewrite that changes no number changes no digest, and each is of one part, so that an addition changes no other. Written by `npm run release-suite`.',
  },
  { version, digest: annotated(digest, { title: "sha256('custodes/suite/2' 0x00 RFC 8785(tree))" }), tree, content },
);

const firstContent = closed(
  {
    runtime,
    tracks: Type.Array(facts('One track.'), { description: 'What a record depends on of each track besides its draws.' }),
    metrics: Type.Array(facts('One metric.'), { description: 'What a board depends on of each metric besides its values.' }),
    outputs: outputs('SHA-256 of what each conformance cell computes.'),
  },
  { description: 'All that the digest covers.' },
);

export const firstSuite = defineDocument(
  'custodes/suite/1',
  {
    title: 'Suite version, first format',
    description: 'content/suite/<version>.json of versions 0.1.0 and 0.2.0, which have one digest over everything.',
  },
  {
    version,
    digest: annotated(digest, { title: "sha256('custodes/suite/1' 0x00 RFC 8785(content))" }),
    content: firstContent,
  },
  'suite-1',
);

/** `content/suite/<version>.json`, frozen. */
export type SuiteDocument = DocumentOf<typeof suite>;
/** A frozen file of the first format. */
export type FirstSuiteDocument = DocumentOf<typeof firstSuite>;
/** Everything that a record's numbers, and the ranks made of them, depend on. */
export type SuiteContent = SuiteDocument['content'];
/** Its digests. */
export type SuiteTree = SuiteDocument['tree'];
