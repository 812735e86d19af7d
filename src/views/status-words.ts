import type { Entry } from './entry.ts';

/** How a result came about, for a mark beside it. */
export interface StatusWords {
  readonly label: string;
  /** What the label means, in a sentence. */
  readonly meaning: string;
  /** Whether anything beyond this repository vouches for where the number was made. */
  readonly signed: boolean;
}

const MADE = { verified: 'recomputed', reported: 'author’s codes' } as const;

const MEANING = {
  verified: 'The registry ran the submitted model on draws of its own and measured the codes.',
  reported: 'The author supplied the codes of a public draw; the registry measured them.',
} as const;

/** Says what was done, and by whom: a rerun by the maintainers is not proved by a signature. */
export function statusWords({ record, preview, attested }: Entry): StatusWords {
  const { status } = record.measured;
  const where = preview ? 'on this machine' : attested ? 'attested' : 'not attested';
  const who = status === 'verified' && !preview && !attested ? `${MADE[status]} by the maintainers` : MADE[status];
  const vouched = attested
    ? 'A signature shows which workflow made the record.'
    : 'No signature shows where the record was made: a rerun does show whether it is right.';
  return { label: preview ? `${who} ${where}` : `${who}, ${where}`, meaning: `${MEANING[status]} ${vouched}`, signed: attested };
}
