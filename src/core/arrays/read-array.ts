import { InputError } from '../input-error.ts';
import { npyToMatrix, parseNpy } from '../npy.ts';
import { shown } from '../quoted.ts';
import { roundedRemarks, type ReadArray } from './array-result.ts';
import { parseDelimited } from './delimited.ts';
import { foreignFault } from './foreign-formats.ts';
import { readNpzMember, type NpzChoice } from './npz.ts';
import { readParquet } from './parquet.ts';
import { rowNumberRemarks } from './row-numbers.ts';

const startsWith = (bytes: Uint8Array, text: string) => [...text].every((letter, k) => bytes[k] === letter.charCodeAt(0));

function readNpy(bytes: Uint8Array, path: string): ReadArray {
  const array = parseNpy(bytes, path);
  return { matrix: npyToMatrix(array, path), remarks: roundedRemarks(path, array.rounded) };
}

async function readAny(bytes: Uint8Array, path: string, choice: NpzChoice): Promise<ReadArray> {
  if (startsWith(bytes, 'PK')) {
    const { name, content } = readNpzMember(bytes, path, choice);
    return readNpy(content, `${path}:${shown(name)}`);
  }
  if (choice.member !== undefined)
    throw new InputError({ path, rule: 'is no .npz archive', fix: `leave ":${choice.member}" out` });
  if (startsWith(bytes, '\x93NUMPY') || /\.npy$/i.test(path)) return readNpy(bytes, path);
  if (startsWith(bytes, 'PAR1')) return await readParquet(bytes, path);
  const foreign = foreignFault(bytes);
  if (foreign) throw new InputError({ path, ...foreign });
  return parseDelimited(bytes, path);
}

/**
 * Reads an array of n rows from any file that this project knows: `.npy`, `.npz`, delimited text and Parquet. The content decides, not the
 * name's ending. Nothing in a file is executed.
 *
 * @param path what to call the file in a fault
 * @param choice which array of an `.npz`
 * @throws InputError where the file is no intact table of numbers
 */
export async function readArray(bytes: Uint8Array, path: string, choice: NpzChoice): Promise<ReadArray> {
  const { matrix, remarks } = await readAny(bytes, path, choice);
  return { matrix, remarks: [...remarks, ...rowNumberRemarks(path, matrix)] };
}
