import { InputError } from '../../src/core/input-error.ts';
import { recordPath } from '../../src/registry/make-record.ts';
import { addendumPath } from '../../src/registry/addendum.ts';
import { auditRecordHistory, type RecordChange } from '../../src/registry/record-history.ts';
import { auditWithdrawalHistory } from '../../src/registry/withdrawal-history.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { readAddenda } from '../../src/runtime/node/addendum-files.ts';
import { changesSince, findCommit, readFileAt } from '../../src/runtime/node/git.ts';
import { readRecords } from '../../src/runtime/node/record-files.ts';
import { readSuites } from '../../src/runtime/node/suite-files.ts';
import { readWithdrawalHistory, readWithdrawals } from '../../src/runtime/node/withdrawal-file.ts';

/**
 * From here on records are only added to: this commit made the first ones that stay. Earlier history, of the time before there was a
 * recorder, is not looked at.
 */
const FIRST_RECORDS = '0ba9f30';

/** Changes of addenda, each with the result that it extended: whoever may remove a record may remove what was added to it. */
async function addendaChanges(root: string, since: string | null): Promise<RecordChange[]> {
  const changes = await changesSince(root, since, FOLDERS.addenda);
  return await Promise.all(
    changes.map(async (change) => {
      const bytes = await readFileAt(root, `${change.commit}^`, change.path);
      const text = bytes === null ? '' : new TextDecoder().decode(bytes);
      const [, extended] = /"extends":"([0-9a-f]{64})"/.exec(text) ?? [];
      return { ...change, ...(extended !== undefined && { extends: extended }) };
    }),
  );
}

/** Refuses records, addenda, and entries of the withdrawal ledger, that were edited or deleted by hand, whoever did it and however long ago. */
export async function auditRecords(): Promise<void> {
  const root = process.cwd();
  const since = await findCommit(root, FIRST_RECORDS);
  const withdrawals = await readWithdrawals(root);
  const faults = [
    ...auditRecordHistory(await changesSince(root, since, FOLDERS.results), withdrawals),
    ...auditRecordHistory(await addendaChanges(root, since), withdrawals),
    ...auditWithdrawalHistory(FOLDERS.withdrawals, await readWithdrawalHistory(root), withdrawals),
  ];
  if (faults.length > 0) throw new InputError(...faults);
  const records = await readRecords(root, FOLDERS.results);
  const frozen = new Set((await readSuites(root)).map(({ digest }) => digest));
  const homeless = records.filter(({ measured }) => !frozen.has(measured.suite.digest));
  if (homeless.length > 0) {
    const [path, fix] = [`${FOLDERS.results}/${recordPath(homeless[0]!)}`, `restore its file in ${FOLDERS.suites}`];
    throw new InputError({ path, rule: 'names a suite that was never frozen', fix });
  }
  const known = new Set([...records, ...withdrawals].map(({ result_digest }) => result_digest));
  const addenda = await readAddenda(root);
  const lost = addenda.find(({ added }) => !known.has(added.extends));
  if (lost !== undefined) {
    const path = `${FOLDERS.addenda}/${addendumPath(lost)}`;
    throw new InputError({ path, rule: 'extends a result that is not there', fix: 'restore the record, or withdraw it' });
  }
  console.log(`${records.length} records and ${addenda.length} addenda, each as it was written`);
}
