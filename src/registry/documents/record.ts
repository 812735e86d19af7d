import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { annotated, choice, closed, constant, mapOf, nullable, objectOrNull } from '../../core/documents/shapes.ts';
import { diagnosis } from '../../evaluation/documents/diagnosis.ts';
import {
  asciiLine,
  digest,
  drawCommit,
  instance,
  METRIC_KEY,
  seed,
  slug,
  submissionReference,
  suiteReference,
  trackPart,
  version,
} from './fields.ts';

const number = Type.Unsafe<number | null>({ description: 'A number or null.', type: ['number', 'null'] });

const scalars = mapOf('^(?!score$)[a-z][a-z0-9_]{0,39}$', number, {
  description: "score, and the scalar parts under the names of the metric's page.",
  properties: { score: number },
  required: ['score'],
  maxProperties: 20,
});

/** Scalars of some metrics of one model. */
export const metrics = mapOf(METRIC_KEY, scalars, {
  description: "Scalars of each metric of the track's panel; null where the metric refuses.",
  minProperties: 1,
  maxProperties: 60,
});

/** One model on one draw of one instance, as records and shards hold it. */
export const measurement = closed(
  {
    instance,
    seed,
    artefact_sha256: annotated(digest, { title: 'SHA-256 of the ONNX file, or of the .npy file of codes' }),
    structure_sha256: Type.Optional(annotated(digest, { title: 'SHA-256 of the graph or dictionary that came with the model' })),
    draw_seed: annotated(digest, { title: "Roots the draw's random streams" }),
    n: Type.Integer({ description: 'Rows.', minimum: 1 }),
    d: Type.Integer({ description: 'Factors.', minimum: 1 }),
    m: Type.Integer({ description: 'Codes.', minimum: 1, maximum: 4096 }),
    codes_sha256: annotated(digest, {
      title: 'SHA-256 of the codes as little-endian float32 (float64 for float64 .npy) in C order',
    }),
    metrics,
    diagnosis: Type.Optional(
      objectOrNull(diagnosis, 'Null where there are too many factors or codes, or too few rows; custodes/measured/1 has none.'),
    ),
  },
  { description: 'One model on one draw of one instance.' },
);

const measurements = Type.Array(measurement, { description: 'Measurements of one variant.', maxItems: 1000 });

export const runtime = closed(
  {
    name: constant('onnxruntime-web', 'The reference runtime.'),
    version,
    provider: constant('wasm', 'The reference provider.'),
    threads: constant(1, 'More threads change bits.'),
  },
  { description: 'The runtime that made the codes; not used where the author supplied them.' },
);

const measured = closed(
  {
    schema: choice(
      ['custodes/measured/1', 'custodes/measured/2', 'custodes/measured/3'],
      'Format of this part; version 1 has no diagnoses, and version 3 names the part of the suite.',
    ),
    suite: suiteReference,
    part: Type.Optional(trackPart),
    runtime,
    track: closed({ id: slug, version }, { description: 'Identifier and version of the track.' }),
    submission: submissionReference,
    status: choice(
      ['verified', 'reported'],
      "verified (recomputed from ONNX files on fresh draws) or reported (computed from the author's codes).",
    ),
    draw: closed({ commit: drawCommit }, { description: 'What seeded the draws.' }),
    models: closed(
      { main: measurements, twin: measurements },
      { description: 'One measurement for each model, ordered by instance and seed.' },
    ),
  },
  { description: 'All that the result digest covers.' },
);

export const run = closed(
  {
    device: asciiLine,
    node: asciiLine,
    engine_commit: nullable(
      Type.String({
        description: "Commit of the engine's source: 40 hexadecimal digits, or null outside a repository.",
        pattern: '^[0-9a-f]{40}$',
      }),
    ),
    seconds: Type.Number({ description: 'Wall-clock seconds.', minimum: 0 }),
    approver: nullable(
      Type.String({
        description: 'GitHub login of the maintainer who approved the run, or null.',
        maxLength: 39,
        pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$',
      }),
    ),
  },
  { description: 'Circumstances of the run, shown but not part of the result.' },
);

export const record = defineDocument(
  'custodes/record/1',
  {
    title: 'Record',
    description:
      'content/results/<track>/<first 12 digits of result_digest>.json: the immutable result of one submission version on one track under one suite version. Written by the recorder: a record that was changed by hand has not the digests that it names, and is refused.',
  },
  {
    result_digest: annotated(digest, { title: "sha256('custodes/result/1' 0x00 RFC 8785(measured))" }),
    identity_digest: annotated(digest, { title: 'sha256 over submission, track and suite: the same for a retry' }),
    supersedes: Type.Optional(annotated(digest, { title: 'Result digest of the record that this one replaces' })),
    measured,
    run,
  },
);

/** The immutable result of one submission version × one track × one suite version. */
export type ResultRecord = DocumentOf<typeof record>;
/** Everything that `result_digest` covers. */
export type Measured = TypeOf<typeof measured>;
/** One model on one draw of one instance. */
export type InstanceMeasurement = TypeOf<typeof measurement>;
/** Circumstances of the run: shown, not part of the result. */
export type Run = TypeOf<typeof run>;
