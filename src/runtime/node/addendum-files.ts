import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { addendumDigest, addendumPath, addendumText, type Addendum } from '../../registry/addendum.ts';
import { addendumDocument } from '../../registry/documents.ts';
import { LIMITS } from '../../registry/limits.ts';
import { FOLDERS, listFiles, posixPath, readTextIfPresent } from './folders.ts';
import type { RecordFolder, StoredRecord } from './record-files.ts';
import { writeFileAtomically } from './write-file.ts';

function assertSize(size: number, path: string): void {
  if (size <= LIMITS.recordBytes) return;
  throw new InputError({ path, rule: `has ${size} bytes`, fix: `an addendum has at most ${LIMITS.recordBytes}` });
}

/** @throws InputError where an addendum that obeys its schema was changed by hand, or lies in the wrong place */
function checkAddendum(addendum: Addendum, path: string): Addendum {
  if (addendumDigest(addendum.added) !== addendum.addendum_digest) {
    const fix = 'restore the file as it was written: addenda are never edited';
    throw new InputError({ path, rule: 'does not have the digest that it names', fix });
  }
  if (!path.endsWith(addendumPath(addendum))) {
    throw new InputError({ path, rule: 'lies in the wrong place', fix: `name it ${addendumPath(addendum)}` });
  }
  return addendum;
}

/** Reads an addendum and recomputes its digest. @throws InputError where it breaks its schema or was changed by hand */
export async function readAddendum(file: string, path = posixPath(file)): Promise<Addendum> {
  assertSize((await stat(file)).size, path);
  return checkAddendum(addendumDocument.parse(await readFile(file, 'utf8'), path), path);
}

/** Every committed addendum, sorted by path. */
export async function readAddenda(root: string): Promise<Addendum[]> {
  const names = (await listFiles(resolve(root, FOLDERS.addenda))).filter((name) => name.endsWith('.json'));
  const addenda: Addendum[] = [];
  for (const name of names) {
    addenda.push(await readAddendum(resolve(root, FOLDERS.addenda, name), posixPath(join(FOLDERS.addenda, name))));
  }
  return addenda;
}

/** Addenda by the result digest of the record that they extend. */
export type AddendaOf = (resultDigest: string) => readonly Addendum[];

/** Finds the committed addenda of a record. */
export async function readAddendaOf(root: string): Promise<AddendaOf> {
  const addenda = Map.groupBy(await readAddenda(root), ({ added }) => added.extends);
  return (digest) => addenda.get(digest) ?? [];
}

/** Stores an addendum, which is validated first: they are only added to. @throws InputError where its name is taken */
export async function storeAddendum({ root, folder }: RecordFolder, addendum: Addendum): Promise<StoredRecord> {
  const path = posixPath(join(folder, addendumPath(addendum)));
  const text = addendumText(addendum);
  const known = await readTextIfPresent(resolve(root, path));
  if (known === text) return { path, outcome: 'retry' };
  if (known !== null) {
    throw new InputError({ path, rule: 'is taken by another addendum', fix: 'restore it: addenda are never replaced' });
  }
  const bytes = new TextEncoder().encode(text);
  assertSize(bytes.byteLength, path);
  checkAddendum(addendumDocument.parse(text, path), path);
  await writeFileAtomically(resolve(root, path), bytes);
  return { path, outcome: 'written' };
}
