import { resolve } from 'node:path';
import { parseWithdrawals, type Withdrawal } from '../../registry/withdrawals.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';

/** The public ledger of withdrawals; empty where there is none. @throws InputError where it breaks its schema */
export async function readWithdrawals(root: string): Promise<readonly Withdrawal[]> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.withdrawals));
  return text === null ? [] : parseWithdrawals(text, FOLDERS.withdrawals);
}
