import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../../src/core/input-error.ts';
import type { Catalogue, Home } from './catalogue.ts';

/** Numbers within a name count as numbers: D2 comes before D10, and the capitals of the suite's first names before other names. */
function compareIds(a: string, b: string): number {
  const padded = (id: string) => id.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
  const [left, right] = [padded(a), padded(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

async function readHome(root: string, { folder, idProperty, thing }: Catalogue, name: string): Promise<Home> {
  const path = `${folder}/${name}/index.ts`;
  const exports = (await import(pathToFileURL(resolve(root, path)).href)) as Readonly<Record<string, unknown>>;
  const found = Object.entries(exports).flatMap(([exportName, value]) => {
    const id = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[idProperty] : undefined;
    return typeof id === 'string' ? [{ folder: name, exportName, id }] : [];
  });
  if (found.length === 1) return found[0]!;
  throw new InputError({
    path,
    rule: `exports ${found.length} things with a property "${idProperty}"`,
    fix: `export one ${thing}, and keep what others share beside it`,
  });
}

/** Places of the homes in the present list; what it does not name comes after. A list with a merge's conflict marks is read too. */
function readOrder(root: string, list: string): (folder: string) => number {
  const text = existsSync(join(root, list)) ? readFileSync(join(root, list), 'utf8') : '';
  const named = [...new Set([...text.matchAll(/['"]\.\/([\w-]+)\/index\.ts['"]/g)].map(([, folder]) => folder!))];
  return (folder) => (named.includes(folder) ? named.indexOf(folder) : named.length);
}

/**
 * Every home of a catalogue: those of the present list in its order, then the others by id.
 *
 * @throws InputError where a home does not export one thing, or two homes export things of the same id
 */
export async function readHomes(root: string, catalogue: Catalogue): Promise<Home[]> {
  const { folder, list, idProperty } = catalogue;
  const names = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, folder, entry.name, 'index.ts')))
    .map(({ name }) => name);
  const homes = await Promise.all(names.map((name) => readHome(root, catalogue, name)));
  const twice = [...Map.groupBy(homes, ({ id }) => id).values()].filter((same) => same.length > 1);
  if (twice.length > 0)
    throw new InputError(
      ...twice.map(([first, second]) => ({
        path: `${folder}/${second!.folder}/index.ts`,
        rule: `has the ${idProperty} "${second!.id}" of ${folder}/${first!.folder}`,
        fix: 'give one of them another',
      })),
    );
  const place = readOrder(root, list);
  return homes.toSorted((a, b) => place(a.folder) - place(b.folder) || compareIds(a.id, b.id));
}
