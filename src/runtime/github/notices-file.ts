import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../registry/limits.ts';
import type { Notice } from '../../registry/submission-notices.ts';
import { writeFileAtomically } from '../node/write-file.ts';

/** Beside a pull request's `submissions/`: what the audit noticed, for the job that reports the evaluation. */
const NAME = 'notices.json';

export async function writeNotices(folder: string, notices: readonly Notice[]): Promise<void> {
  await writeFileAtomically(join(folder, NAME), `${JSON.stringify(notices.slice(0, LIMITS.faults))}\n`);
}

/** Reads them; the outcome that takes them up is held to its schema. */
export async function readNotices(folder: string): Promise<readonly Notice[]> {
  return JSON.parse(await readFile(join(folder, NAME), 'utf8')) as readonly Notice[];
}
