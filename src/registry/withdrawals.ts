import { InputError } from '../core/input-error.ts';
import schema from './schemas/withdrawals.schema.json' with { type: 'json' };
import { permalinkDigest } from './digest.ts';
import { createValidator } from './validator.ts';

/** Why a result no longer stands. `law` and `privacy` may also remove the record and the submission's files. */
export type WithdrawalReason = 'author' | 'error' | 'misconduct' | 'law' | 'privacy';

/** One line of the public ledger. Its page stays as a tombstone, with what is said here and no more. */
export interface Withdrawal {
  readonly result_digest: string;
  readonly track: string;
  readonly submission: { readonly slug: string; readonly version: string };
  /** Day, ISO 8601. */
  readonly date: string;
  readonly reason: WithdrawalReason;
  /** Shown to readers. */
  readonly note: string;
}

/** `content/withdrawals.json`: only ever added to. */
export interface WithdrawalLedger {
  readonly schema: 'custodes/withdrawals/1';
  readonly withdrawals: readonly Withdrawal[];
}

const ledgerDocument = createValidator<WithdrawalLedger>(schema);

/** What readers are told. */
export const WITHDRAWAL_REASONS: Readonly<Record<WithdrawalReason, string>> = {
  author: 'withdrawn by its authors',
  error: 'withdrawn because of an error',
  misconduct: 'withdrawn because its submission broke the rules',
  law: 'removed for legal reasons',
  privacy: 'removed to protect somebody’s privacy',
};

/** Reads the ledger. @throws InputError where it breaks its schema or names a result twice */
export function parseWithdrawals(text: string, path: string): readonly Withdrawal[] {
  const { withdrawals } = ledgerDocument.parse(text, path);
  const seen = new Set<string>();
  for (const { result_digest } of withdrawals) {
    const digits = permalinkDigest(result_digest);
    if (seen.has(digits)) {
      throw new InputError({ path, rule: `names ${digits} twice`, fix: 'keep the first entry: the ledger is only added to' });
    }
    seen.add(digits);
  }
  return withdrawals;
}
