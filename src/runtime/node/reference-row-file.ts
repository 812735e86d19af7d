import { resolve } from 'node:path';
import { parseReferenceRows, type ReferenceRow } from '../../registry/reference-rows.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';

/** The registry's list of reference rows; empty where there is none. @throws InputError where it breaks its schema */
export async function readReferenceRows(root: string): Promise<readonly ReferenceRow[]> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.referenceRows));
  return text === null ? [] : parseReferenceRows(text, FOLDERS.referenceRows);
}
