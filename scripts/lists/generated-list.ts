import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';

/** A module that names every folder of a kind, so that the compiler knows them and a bundler follows them. */
export interface GeneratedList {
  /** The module that is written. */
  readonly file: string;
  /** Where the folders are. */
  readonly folder: string;
  /** The file that makes a folder one of them, and that the module imports. */
  readonly member: string;
  /** @param names of the folders, in order */
  render(names: readonly string[]): string;
}

const HEAD = '// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.\n';

/** The names that the module has so far, in its order: pages list things as it does. */
function presentOrder({ file, member }: GeneratedList, root: string): string[] {
  const path = join(root, file);
  if (!existsSync(path)) return [];
  const suffix = member.replaceAll('.', String.raw`\.`);
  return [...readFileSync(path, 'utf8').matchAll(new RegExp(`from '\\./([^'/]+)/${suffix}'`, 'g'))].map(([, name]) => name!);
}

/** Folders that have the member, those that are listed already in the order in which they are, then the others by name. */
function listMembers(list: GeneratedList, root: string): string[] {
  const found = readdirSync(join(root, list.folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, list.folder, entry.name, list.member)))
    .map(({ name }) => name);
  const known = [...new Set(presentOrder(list, root))].filter((name) => found.includes(name));
  return [...known, ...found.filter((name) => !known.includes(name)).toSorted()];
}

/** What the module should hold. @param root the repository's */
async function renderList(list: GeneratedList, root: string): Promise<string> {
  const path = join(root, list.file);
  const text = HEAD + list.render(listMembers(list, root));
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** Whether the module holds it. */
export async function isCurrent(list: GeneratedList, root: string): Promise<boolean> {
  const path = join(root, list.file);
  return existsSync(path) && readFileSync(path, 'utf8') === (await renderList(list, root));
}

/** Writes the module where its folders have changed. @returns whether they had */
export async function writeList(list: GeneratedList, root: string): Promise<boolean> {
  if (await isCurrent(list, root)) return false;
  await writeFileAtomically(join(root, list.file), await renderList(list, root));
  return true;
}

/** `mcc_pearson` and `mcc-pearson` as the name of a variable. */
export function variableName(name: string): string {
  return name.replaceAll(/[_-](.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `'a' | 'b'`, the names as a type. */
export function unionOf(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' | ');
}
