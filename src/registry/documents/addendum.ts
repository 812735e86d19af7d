import Type from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { annotated, closed, mapOf } from '../../core/documents/shapes.ts';
import { digest, instance, METRIC_KEY, seed, slug, suiteReference, version } from './fields.ts';
import { metrics, run } from './record.ts';

const addition = closed(
  {
    instance,
    seed,
    codes_sha256: annotated(digest, { title: "SHA-256 of the codes: the record's" }),
    metrics,
  },
  { description: 'One model on the draw of the record.' },
);

const additions = Type.Array(addition, { description: "Additions of one variant, in the record's order.", maxItems: 1000 });

const added = closed(
  {
    extends: annotated(digest, { title: 'Result digest of the record that this one adds to' }),
    suite: suiteReference,
    track: closed({ id: slug, version }, { description: 'Identifier and version of the track.' }),
    draw: annotated(digest, { title: "The track's draw digest: that of the record" }),
    metrics: mapOf(METRIC_KEY, digest, {
      description: 'Digest of each metric that is added.',
      minProperties: 1,
      maxProperties: 60,
    }),
    models: closed({ main: additions, twin: additions }, { description: 'One addition for each model of the record.' }),
  },
  { description: 'All that the digest covers.' },
);

export const addendum = defineDocument(
  'custodes/addendum/1',
  {
    title: 'Addendum',
    description:
      'content/addenda/<track>/<first 12 digits of addendum_digest>.json: metrics that were added to the panel of a track after a record was made, computed from the same codes on the same draws. Written by `npm run rescore`; the record stays as it is.',
  },
  {
    addendum_digest: annotated(digest, { title: "sha256('custodes/addendum/1' 0x00 RFC 8785(added))" }),
    added,
    run,
  },
);

/** Metrics that were added to a record. */
export type Addendum = DocumentOf<typeof addendum>;
/** Everything that its digest covers. */
export type Added = TypeOf<typeof added>;
/** What was added to one model. */
export type Addition = TypeOf<typeof addition>;
