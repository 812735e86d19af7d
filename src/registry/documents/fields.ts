import Type from 'typebox';
import type { TypeOf } from '../../core/documents/define-document.ts';
import { annotated, closed, mapOf } from '../../core/documents/shapes.ts';

/** Fields that documents of the registry share. */

export const digest = Type.String({ description: '64 hexadecimal digits in lower case.', pattern: '^[0-9a-f]{64}$' });

export const slug = Type.String({
  description: 'Lower-case letters and digits in groups joined by single hyphens, at most 40 characters.',
  maxLength: 40,
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
});

export const version = Type.String({
  description: 'One to three numbers joined by dots, for example 1 or 1.2.0.',
  maxLength: 20,
  pattern: '^(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){0,2}$',
});

export const day = Type.String({ description: 'Day, as 2026-01-31.', pattern: '^20\\d\\d-[01]\\d-[0-3]\\d$' });

/** What a device or a machine says of itself. */
export const asciiLine = Type.String({
  description: 'One line of printable ASCII, at most 120 characters.',
  minLength: 1,
  maxLength: 120,
  pattern: '^[ -~]*$',
});

const message = Type.String({
  description: 'Printable text in one line, at most 500 characters.',
  maxLength: 500,
  pattern: '^[^\\p{C}\\p{Zl}\\p{Zp}]*$',
});

export const instance = Type.Integer({ description: 'Instance of the track, from 0.', minimum: 0, maximum: 99 });

export const seed = Type.String({ description: "The author's training seed.", pattern: '^(0|[1-9][0-9]{0,8})$' });

/** Commit, or the word for the draw that is the same for everybody. */
export const drawCommit = Type.String({
  description: '40 hexadecimal digits, or public.',
  pattern: '^([0-9a-f]{40}|public)$',
});

export const suiteReference = closed({ version, digest }, { description: 'The suite version that measured.' });

export const submissionReference = closed(
  { slug, version, manifest_sha256: digest },
  { description: 'The submission version, with the SHA-256 of its manifest, which in turn holds those of its files.' },
);

/** One thing that is wrong, or that an author may want to know. */
export const fault = closed({ path: message, rule: message, fix: message }, { description: 'Where, what, and what to do.' });

/** Keys of metrics, as a pattern. */
export const METRIC_KEY = '^[a-z][a-z0-9_]{0,39}$';

/** What the records of a track rest on. */
export const trackPart = closed(
  {
    digest: annotated(digest, { title: 'Digest of the other three fields' }),
    draw: annotated(digest, { title: 'Draw digest: it seeds the draws' }),
    metrics: mapOf(METRIC_KEY, digest, {
      description: 'Digest of each metric of the panel.',
      minProperties: 1,
      maxProperties: 60,
    }),
    diagnosis: annotated(digest, { title: 'Digest of the diagnosis of codes' }),
  },
  { description: "A track's part of the suite." },
);

/** What the records of a track rest on. */
export type TrackPart = TypeOf<typeof trackPart>;
