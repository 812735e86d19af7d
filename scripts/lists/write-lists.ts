import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';
import type { Catalogue } from './catalogue.ts';
import { readHomes } from './read-homes.ts';

/** The text that a catalogue's list ought to have. @throws InputError as `readHomes` */
export async function renderList(root: string, catalogue: Catalogue): Promise<string> {
  const text = `// Generated from the folders beside this file; to change it: npm run -s lists\n${catalogue.render(await readHomes(root, catalogue))}`;
  const path = join(root, catalogue.list);
  return await format(text, { ...(await resolveConfig(path)), parser: 'typescript' });
}

/** A list and how it compares with the folders. */
export interface ListState {
  readonly path: string;
  readonly text: string;
  readonly stale: boolean;
}

/** Compares every list with the folders that it is generated from. @throws InputError as `readHomes` */
export async function compareLists(root: string, catalogues: readonly Catalogue[]): Promise<ListState[]> {
  const states: ListState[] = [];
  for (const catalogue of catalogues) {
    const path = join(root, catalogue.list);
    const text = await renderList(root, catalogue);
    states.push({ path: catalogue.list, text, stale: !existsSync(path) || readFileSync(path, 'utf8') !== text });
  }
  return states;
}

/** Writes the lists that are stale. @returns their paths */
export async function writeLists(root: string, catalogues: readonly Catalogue[]): Promise<string[]> {
  const stale = (await compareLists(root, catalogues)).filter((state) => state.stale);
  for (const { path, text } of stale) await writeFileAtomically(join(root, path), text);
  return stale.map(({ path }) => path);
}
