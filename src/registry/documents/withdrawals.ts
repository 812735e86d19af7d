import Type from 'typebox';
import { defineDocument, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed } from '../../core/documents/shapes.ts';
import { day, digest, slug, version } from './fields.ts';

const reason = choice(['author', 'error', 'misconduct', 'law', 'privacy'], 'author, error, misconduct, law or privacy.');

const withdrawal = closed(
  {
    result_digest: digest,
    track: slug,
    submission: closed({ slug, version }, { description: 'Which submission version it was of.' }),
    date: day,
    reason,
    note: Type.String({
      description: 'One line for readers, at most 400 characters.',
      minLength: 1,
      maxLength: 400,
      pattern: '^[^\\p{C}\\p{Zl}\\p{Zp}]*$',
    }),
  },
  { description: 'One result that no longer stands. Its page stays as a tombstone, with what is said here and no more.' },
);

export const withdrawals = defineDocument(
  'custodes/withdrawals/1',
  {
    title: 'Withdrawal ledger',
    description:
      'content/withdrawals.json: results that no longer stand. Entries are added by pull request; the recorder refuses to work where one was changed or removed.',
  },
  { withdrawals: Type.Array(withdrawal, { description: 'Oldest first.' }) },
);

/** `content/withdrawals.json`: only ever added to. */
/** One line of the public ledger. */
export type Withdrawal = TypeOf<typeof withdrawal>;
/** Why a result no longer stands. `law` and `privacy` may also remove the record and the submission's files. */
export type WithdrawalReason = TypeOf<typeof reason>;
