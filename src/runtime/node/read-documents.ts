import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { parseJson } from '../../registry/validator.ts';
import { listFiles, posixPath } from './folders.ts';

/** Every JSON document of a folder, by name without extension. @throws InputError with the given fix where one is no JSON */
export async function readDocuments(root: string, folder: string, fix: string): Promise<ReadonlyMap<string, unknown>> {
  const documents = new Map<string, unknown>();
  for (const name of await listFiles(resolve(root, folder))) {
    if (!name.endsWith('.json')) continue;
    const path = posixPath(join(folder, name));
    const text = await readFile(resolve(root, path), 'utf8');
    try {
      documents.set(name.slice(0, -'.json'.length), parseJson(text, path));
    } catch {
      throw new InputError({ path, rule: 'is not JSON', fix });
    }
  }
  return documents;
}
