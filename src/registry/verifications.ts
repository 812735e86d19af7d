import { createValidator } from './validator.ts';

/** `content/verified.json`: when each record was last recomputed from its models, bit for bit, by the weekly check. */
export interface Verifications {
  readonly schema: 'custodes/verified/1';
  /** Day by the permalink's digits. */
  readonly verified: Readonly<Record<string, string>>;
}

export const verificationsDocument = createValidator<Verifications>({
  $id: 'custodes/verified/1',
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'verified'],
  properties: {
    schema: { const: 'custodes/verified/1' },
    verified: {
      type: 'object',
      additionalProperties: false,
      patternProperties: { '^[0-9a-f]{12}$': { type: 'string', pattern: '^20\\d\\d-[01]\\d-[0-3]\\d$' } },
    },
  },
});

/** The same with today's. */
export function addVerifications({ verified }: Verifications, digests: readonly string[], day: string): Verifications {
  const newer = digests.filter((digest) => (verified[digest] ?? '') < day);
  const all = { ...verified, ...Object.fromEntries(newer.map((digest) => [digest, day])) };
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { schema: 'custodes/verified/1', verified: Object.fromEntries(sorted) };
}

/** One line of the public ledger: what was verified on a day. */
export interface Verified {
  readonly day: string;
  /** Permalink digits. */
  readonly digests: readonly string[];
}

/** Where the ledger of a month lies. */
export function verifiedPath(day: string): string {
  return `verified/${day.slice(0, 'yyyy-mm'.length)}.jsonl`;
}

export function formatVerified(verified: readonly Verified[]): string {
  return verified.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads a ledger that only the registry writes. */
export function parseVerified(text: string): Verified[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verified);
}
