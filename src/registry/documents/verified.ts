import Type from 'typebox';
import { defineDocument, defineLine, type DocumentOf } from '../../core/documents/define-document.ts';
import { mapOf } from '../../core/documents/shapes.ts';
import { day } from './fields.ts';

const PERMALINK = '^[0-9a-f]{12}$';

export const verified = defineDocument(
  'custodes/verified/1',
  {
    title: 'Verifications',
    description: 'content/verified.json: when each record was last recomputed from its models, bit for bit, by the weekly check.',
  },
  { verified: mapOf(PERMALINK, day, { description: "Day by the permalink's digits." }) },
);

export const verifiedLine = defineLine(
  'verified-line',
  {
    title: 'Line of the ledger of verifications',
    description: 'verified/<month>.jsonl on the branch `ledger`: what the weekly check verified on a day.',
  },
  {
    day,
    digests: Type.Array(Type.String({ description: '12 hexadecimal digits.', pattern: PERMALINK }), {
      description: "Permalinks' digits.",
    }),
  },
);

/** `content/verified.json`. */
export type Verifications = DocumentOf<typeof verified>;
/** One line of the public ledger: what was verified on a day. */
export type Verified = DocumentOf<typeof verifiedLine>;
