import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';
import type { Measured } from './record.ts';

/** What a digest is of. The domain is hashed with the document, so that a digest of one kind can never pass for another. */
export type DigestDomain =
  | 'custodes/result/1'
  | 'custodes/identity/1'
  | 'custodes/suite/1'
  | 'custodes/draw/1'
  | 'custodes/draw/2'
  | 'custodes/leaf/1'
  | 'custodes/suite/2'
  | 'custodes/identity/2'
  | 'custodes/addendum/1';

/** Hex digits of a result digest that make its permalink. */
const PERMALINK_DIGITS = 12;

const SEPARATOR = Uint8Array.of(0);

/** SHA-256 of some bytes, 64 hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** sha256(domain ‖ 0x00 ‖ RFC 8785(document)), 64 hex digits. */
export function documentDigest(domain: DigestDomain, document: unknown): string {
  const hash = sha256
    .create()
    .update(utf8ToBytes(domain))
    .update(SEPARATOR)
    .update(utf8ToBytes(canonicalJson(document)));
  return bytesToHex(hash.digest());
}

/** What a record's permalink is made of: covers every number and everything that led to it. */
export function resultDigest(measured: Measured): string {
  return documentDigest('custodes/result/1', measured);
}

/** What was to be measured, whatever came out: two records with the same identity are a retry, or a rescore. */
export type IdentityParts = Pick<Measured, 'submission' | 'track' | 'suite' | 'part'>;

/** By the part of the suite; records of the first two formats name the whole suite. */
export function identityDigest({ submission, track, suite, part }: IdentityParts): string {
  if (part !== undefined) return documentDigest('custodes/identity/2', { submission, track: track.id, part: part.digest });
  return documentDigest('custodes/identity/1', { submission, track: track.id, suite: suite.digest });
}

/** The short form of a result digest: `/r/<digest12>/`. */
export function permalinkDigest(digest: string): string {
  return digest.slice(0, PERMALINK_DIGITS);
}

/** Arrays whose digests appear in records and suites. */
export type DigestibleArray = Float32Array | Float64Array | Int32Array;

/** Whether this host keeps numbers as records hash them, as nearly all do. */
const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** An array's values in little-endian order, whatever the host's. They may be the array's own bytes: not to be written to. */
export function littleEndianBytes(values: DigestibleArray): Uint8Array {
  const width = values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return HOST_IS_LITTLE_ENDIAN ? bytes : bytes.map((_, k) => bytes[k + width - 1 - 2 * (k % width)]!);
}

/** SHA-256 of an array's values as little-endian bytes: the codes digest of a record. */
export function arrayDigest(values: DigestibleArray): string {
  return sha256Hex(littleEndianBytes(values));
}

/** SHA-256 over the digests of several arrays in order, so that the border between two of them counts. */
export function arraysDigest(arrays: readonly DigestibleArray[]): string {
  return sha256Hex(utf8ToBytes(arrays.map(arrayDigest).join('\n')));
}
