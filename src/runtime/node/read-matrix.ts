import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/input-error.ts';
import type { Matrix } from '../../core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';

/** A matrix from an `.npy` file. @throws InputError where the file cannot be read or is no such array */
export async function readMatrix(path: string): Promise<Matrix> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError({ path, rule: `cannot be read (${reason})`, fix: 'give the path of an .npy file' });
  }
  return npyToMatrix(parseNpy(bytes, path), path);
}
