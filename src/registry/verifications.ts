import { verified, verifiedLine, type Verifications, type Verified } from './documents/verified.ts';
import { parseJsonLines } from './json-lines.ts';
import { createValidator } from './validator.ts';

export type { Verifications, Verified };

export const verificationsDocument = createValidator(verified.schema);
const lineDocument = createValidator(verifiedLine.schema);

/** The same with today's. */
export function addVerifications(known: Verifications, digests: readonly string[], day: string): Verifications {
  const newer = digests.filter((digest) => (known.verified[digest] ?? '') < day);
  const all = { ...known.verified, ...Object.fromEntries(newer.map((digest) => [digest, day])) };
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { schema: 'custodes/verified/1', verified: Object.fromEntries(sorted) };
}

/** Where the ledger of a month lies. */
export function verifiedPath(day: string): string {
  return `verified/${day.slice(0, 'yyyy-mm'.length)}.jsonl`;
}

export function formatVerified(verified: readonly Verified[]): string {
  return verified.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads the ledger of a month. @throws InputError where a line breaks its schema */
export function parseVerified(text: string, path: string): Verified[] {
  return parseJsonLines(lineDocument, text, path);
}
