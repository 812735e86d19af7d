import { InputError } from '../core/input-error.ts';
import { permalinkDigest } from './digest.ts';
import { withdrawals, type Withdrawal, type WithdrawalReason } from './documents/withdrawals.ts';
import { createValidator } from './validator.ts';

export type { Withdrawal, WithdrawalReason };

const ledgerDocument = createValidator(withdrawals.schema);

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
  const ledger = ledgerDocument.parse(text, path);
  const seen = new Set<string>();
  for (const { result_digest } of ledger.withdrawals) {
    const digits = permalinkDigest(result_digest);
    if (seen.has(digits)) {
      throw new InputError({ path, rule: `names ${digits} twice`, fix: 'keep the first entry: the ledger is only added to' });
    }
    seen.add(digits);
  }
  return ledger.withdrawals;
}
