import { resolve } from 'node:path';
import { parseAllowedNames } from '../../registry/allowed-names.ts';
import { FOLDERS, readTextIfPresent } from './folders.ts';

/** Names that maintainers allowed although they resemble another's; none where there is no list. @throws InputError where it breaks its schema */
export async function readAllowedNames(root: string): Promise<ReadonlySet<string>> {
  const text = await readTextIfPresent(resolve(root, FOLDERS.allowedNames));
  return text === null ? new Set() : parseAllowedNames(text, FOLDERS.allowedNames);
}
