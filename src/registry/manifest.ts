import { InputError } from '../core/input-error.ts';
import { decodeText } from './decode-text.ts';
import { sha256Hex } from './digest.ts';
import { submissionDocument } from './documents.ts';
import { duplicateKeyFaults } from './duplicate-keys.ts';
import { findRole, type BaselineRole, type ReferenceRow } from './reference-rows.ts';
import type { Models, Submission, SubmittedModel } from './submission.ts';
import { parseJson } from './validator.ts';

/** A manifest as read. */
export interface Manifest {
  readonly submission: Submission;
  /** Digest of its bytes as they are, which records name. */
  readonly manifestSha256: string;
  /** The role that the registry's list gives it. */
  readonly role: BaselineRole | null;
  /** Whether it begins with a byte order mark, which readers of JSON trip over. */
  readonly marked: boolean;
}

function parseOnce(text: string, path: string): unknown {
  const document = parseJson(text, path);
  const duplicates = duplicateKeyFaults(text, path);
  if (duplicates.length > 0) throw new InputError(...duplicates);
  return document;
}

/** Frozen manifests of the registry's list carry the role that the list gives them: there, and nowhere else, the field is passed over. */
function withoutClaim(document: unknown, rows: readonly ReferenceRow[], manifestSha256: string, path: string): unknown {
  if (document === null || typeof document !== 'object' || !Object.hasOwn(document, 'baseline')) return document;
  const { baseline, ...rest } = document as Readonly<Record<string, unknown>>;
  if (rows.some(({ manifest_sha256, role }) => manifest_sha256 === manifestSha256 && role === baseline)) return rest;
  const fix = 'leave the field out: the registry names its reference rows itself, in content/reference-rows.json';
  throw new InputError({ path: `${path}#/baseline`, rule: 'claims to be a reference row', fix });
}

function lowerCased(model: SubmittedModel): SubmittedModel {
  const { graph, decoder } = model;
  const lower = <T extends { readonly sha256: string }>(file: T): T => ({ ...file, sha256: file.sha256.toLowerCase() });
  return { ...lower(model), ...(graph && { graph: lower(graph) }), ...(decoder && { decoder: lower(decoder) }) };
}

const mapValues = <T, U>(object: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

const lowerCasedInstances = (instances: Models['main']): Models['main'] =>
  mapValues(instances, (seeds) => mapValues(seeds, lowerCased));

/** Digests as the registry writes them: some tools print them in capitals. */
function withLowerCaseDigests(submission: Submission): Submission {
  const tracks = submission.tracks.map((entry) => ({
    ...entry,
    models: {
      main: lowerCasedInstances(entry.models.main),
      ...(entry.models.twin && { twin: lowerCasedInstances(entry.models.twin) }),
    },
  }));
  return { ...submission, tracks };
}

/**
 * Reads a manifest from its bytes.
 *
 * @param rows the registry's own list, never the one that a pull request brings
 * @throws InputError where it is no UTF-8, no JSON, holds a key twice, breaks its schema, or claims a role
 */
export function parseManifest(bytes: Uint8Array, path: string, rows: readonly ReferenceRow[]): Manifest {
  const { text, marked } = decodeText(bytes, path);
  const manifestSha256 = sha256Hex(bytes);
  const document = withoutClaim(parseOnce(text, path), rows, manifestSha256, path);
  const submission = withLowerCaseDigests(submissionDocument.check(document, path));
  return { submission, manifestSha256, role: findRole(rows, submission, manifestSha256), marked };
}
