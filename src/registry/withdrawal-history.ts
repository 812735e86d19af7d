import type { Fault } from '../core/input-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { permalinkDigest } from './digest.ts';
import type { Withdrawal } from './withdrawals.ts';

/** The ledger as a commit of the main branch left it. */
export interface LedgerVersion {
  readonly commit: string;
  readonly withdrawals: readonly Withdrawal[];
}

/**
 * Entries of the withdrawal ledger that were changed or taken out: it is only added to, so that no withdrawn result comes back.
 *
 * @param versions every version that the main branch had, in any order
 */
export function auditWithdrawalHistory(path: string, versions: readonly LedgerVersion[], now: readonly Withdrawal[]): Fault[] {
  const standing = new Set(now.map((entry) => canonicalJson(entry)));
  const gone = new Map<string, LedgerVersion & { readonly entry: Withdrawal }>();
  for (const version of versions) {
    for (const entry of version.withdrawals) {
      const text = canonicalJson(entry);
      if (!standing.has(text) && !gone.has(text)) gone.set(text, { ...version, entry });
    }
  }
  return [...gone.values()].map(({ commit, entry }) => {
    const rule = `has lost or changed the entry of ${permalinkDigest(entry.result_digest)}`;
    return { path, rule, fix: `restore it as it was in ${commit.slice(0, 12)}: entries are never taken back` };
  });
}
