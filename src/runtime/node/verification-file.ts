import { resolve } from 'node:path';
import { verificationsDocument, type Verifications } from '../../registry/verifications.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';
import { writeFileAtomically } from './write-file.ts';

/** When each record was last verified; nothing where the weekly check has not run yet. */
export async function readVerifications(root: string): Promise<Verifications> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.verified));
  return text === null ? { schema: 'custodes/verified/1', verified: {} } : verificationsDocument.parse(text, FOLDERS.verified);
}

export async function writeVerifications(root: string, verifications: Verifications): Promise<void> {
  await writeFileAtomically(resolve(root, FOLDERS.verified), `${JSON.stringify(verifications, null, 2)}\n`);
}
