import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Zip, ZipPassThrough } from 'fflate';
import { npyHeader } from '../../core/npy-header.ts';
import type { NpyType } from '../../core/npy.ts';

/** One array of an archive. Its chunks are asked for when its turn comes, so that memory stays bounded. */
export interface NpzArray {
  readonly name: string;
  readonly type: NpyType;
  readonly shape: readonly number[];
  readonly chunks: Iterable<Uint8Array>;
}

/** Earliest date that a zip entry can bear. Fixed, so that the same arrays give the same bytes. */
const ENTRY_DATE = new Date(1980, 0, 1);

function addEntry(zip: Zip, name: string, chunks: Iterable<Uint8Array>): void {
  // Stored, not deflated: random floats do not compress.
  const entry = new ZipPassThrough(name);
  entry.mtime = ENTRY_DATE;
  zip.add(entry);
  for (const chunk of chunks) entry.push(chunk);
  entry.push(new Uint8Array(0), true);
}

function* arrayBytes({ type, shape, chunks }: NpzArray): Generator<Uint8Array> {
  yield npyHeader(type, shape);
  yield* chunks;
}

/** Where the provenance of an archive stands. */
export function provenancePath(path: string): string {
  return `${path}.json`;
}

/**
 * Writes arrays as a `.npz` file and where they come from as JSON beside it, both whole or neither. Every member of the archive is an array, so that
 * programs which read all members, as many do, can open it.
 *
 * @returns size in bytes and SHA-256 of the archive
 */
export function writeNpz(path: string, arrays: readonly NpzArray[], provenance: unknown): { bytes: number; sha256: string } {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  const beside = provenancePath(temporary);
  try {
    const zip = new Zip((error, data) => {
      if (error) throw error;
      hash.update(data);
      for (let written = 0; written < data.length;) written += writeSync(file, data, written);
      bytes += data.length;
    });
    for (const array of arrays) addEntry(zip, `${array.name}.npy`, arrayBytes(array));
    zip.end();
    closeSync(file);
    writeFileSync(beside, `${JSON.stringify(provenance, null, 1)}\n`);
    renameSync(temporary, path);
    renameSync(beside, provenancePath(path));
  } catch (error) {
    rmSync(temporary, { force: true });
    rmSync(beside, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
