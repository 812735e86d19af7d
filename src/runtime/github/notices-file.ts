import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type from 'typebox';
import { fault } from '../../registry/documents/fields.ts';
import { LIMITS } from '../../registry/limits.ts';
import type { Notice } from '../../registry/submission-notices.ts';
import { createValidator } from '../../registry/validator.ts';
import { writeFileAtomically } from '../node/write-file.ts';

const noticesFile = createValidator(Type.Array(fault, { maxItems: LIMITS.faults }));

/** Beside a pull request's `submissions/`: what the audit noticed, for the job that reports the evaluation. */
const NAME = 'notices.json';

export async function writeNotices(folder: string, notices: readonly Notice[]): Promise<void> {
  await writeFileAtomically(join(folder, NAME), `${JSON.stringify(notices.slice(0, LIMITS.faults))}\n`);
}

/** Reads them. @throws InputError where the file breaks its schema */
export async function readNotices(folder: string): Promise<readonly Notice[]> {
  return noticesFile.parse(await readFile(join(folder, NAME), 'utf8'), NAME);
}
