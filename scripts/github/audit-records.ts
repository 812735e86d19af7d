import { InputError } from '../../src/core/input-error.ts';
import { auditRecordHistory } from '../../src/registry/record-history.ts';
import { auditWithdrawalHistory } from '../../src/registry/withdrawal-history.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { changesSince, findCommit } from '../../src/runtime/node/git.ts';
import { readRegistryFiles } from '../../src/runtime/node/registry-files.ts';
import { readWithdrawalHistory, readWithdrawals } from '../../src/runtime/node/withdrawal-file.ts';

/**
 * From here on records are only added to: this commit made the first ones that stay. Earlier history, of the time before there was a
 * recorder, is not looked at.
 */
const FIRST_RECORDS = '0ba9f30';

/** Refuses records, and entries of the withdrawal ledger, that were edited or deleted by hand, whoever did it and however long ago. */
export async function auditRecords(): Promise<void> {
  const root = process.cwd();
  const since = await findCommit(root, FIRST_RECORDS);
  const withdrawals = await readWithdrawals(root);
  const faults = [
    ...auditRecordHistory(await changesSince(root, since, FOLDERS.results), withdrawals),
    ...auditWithdrawalHistory(FOLDERS.withdrawals, await readWithdrawalHistory(root), withdrawals),
  ];
  if (faults.length > 0) throw new InputError(...faults);
  const { records } = await readRegistryFiles(root);
  console.log(`${records.filter(({ preview }) => !preview).length} records, each as it was written`);
}
