import { readFile } from 'node:fs/promises';
import type { ReadArray } from '../../core/arrays/array-result.ts';
import { readArray } from '../../core/arrays/read-array.ts';
import { InputError } from '../../core/input-error.ts';

/** `file.npz:name`: an array of an archive. */
const NAMED_MEMBER = /^(.+\.npz):([^:]+)$/i;

/**
 * A matrix from a file of any kind that `readArray` knows.
 *
 * @param address a path, or `file.npz:name`
 * @param side what the array is for
 * @throws InputError where the file cannot be read or is no table of numbers
 */
export async function readMatrix(address: string, side: 'factors' | 'codes'): Promise<ReadArray> {
  const [, archive, member] = NAMED_MEMBER.exec(address) ?? [];
  const path = archive ?? address;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const fix = 'give the path of an .npy, .npz, .csv, .tsv or Parquet file';
    throw new InputError({ path, rule: `cannot be read (${reason})`, fix });
  }
  return await readArray(bytes, path, { member, side, addressable: true });
}
