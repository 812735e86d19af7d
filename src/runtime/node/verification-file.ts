import { basename, resolve } from 'node:path';
import { compareDocuments } from '../../registry/compare.ts';
import { recordPath } from '../../registry/make-record.ts';
import { addVerifications, parseVerified, verificationsDocument, type Verifications } from '../../registry/verifications.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';
import { LEDGER, readFolderAt } from './git.ts';
import { readRecords } from './record-files.ts';
import { writeFileAtomically } from './write-file.ts';

/** When each record was last verified; nothing where the weekly check has not run yet. */
export async function readVerifications(root: string): Promise<Verifications> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.verified));
  return text === null ? { schema: 'custodes/verified/1', verified: {} } : verificationsDocument.parse(text, FOLDERS.verified);
}

/** What the weekly check has entered in the ledger and the main branch does not say yet; null where there is nothing new. */
export async function pendingVerifications(root: string): Promise<Verifications | null> {
  const known = await readVerifications(root);
  const months = await readFolderAt(root, LEDGER, 'verified');
  const lines = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([path, text]) => parseVerified(text, path));
  const records = new Set((await readRecords(root, FOLDERS.results)).map((record) => basename(recordPath(record), '.json')));
  const all = lines.reduce((sum, { day, digests }) => {
    return addVerifications(
      sum,
      digests.filter((digest) => records.has(digest)),
      day,
    );
  }, known);
  return compareDocuments(known, all).length === 0 ? null : all;
}

/** Writes what is new. @returns whether there was any */
export async function writePendingVerifications(root: string): Promise<boolean> {
  const verifications = await pendingVerifications(root);
  if (verifications === null) return false;
  const text = `${JSON.stringify(verifications, null, 2)}\n`;
  verificationsDocument.parse(text, FOLDERS.verified);
  await writeFileAtomically(resolve(root, FOLDERS.verified), text);
  return true;
}
