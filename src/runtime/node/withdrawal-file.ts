import { resolve } from 'node:path';
import { parseWithdrawals, type Withdrawal } from '../../registry/withdrawals.ts';
import type { LedgerVersion } from '../../registry/withdrawal-history.ts';
import { InputError } from '../../core/input-error.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';
import { versionsOf } from './git.ts';

/** The public ledger of withdrawals; empty where there is none. @throws InputError where it breaks its schema */
export async function readWithdrawals(root: string): Promise<readonly Withdrawal[]> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.withdrawals));
  return text === null ? [] : parseWithdrawals(text, FOLDERS.withdrawals);
}

/** The ledger at every commit of this branch that changed it; one that broke its schema holds nothing. */
export async function readWithdrawalHistory(root: string): Promise<readonly LedgerVersion[]> {
  const versions = await versionsOf(root, FOLDERS.withdrawals);
  return versions.map(({ commit, bytes }) => {
    try {
      return { commit, withdrawals: parseWithdrawals(new TextDecoder().decode(bytes), FOLDERS.withdrawals) };
    } catch (error) {
      if (error instanceof InputError) return { commit, withdrawals: [] };
      throw error;
    }
  });
}
