import { InputError } from './input-error.ts';
import { fromRowMajor, type Matrix } from './matrix.ts';
import { npyHeader } from './npy-header.ts';
import { decodeElements, type NpyElement, type NpyValues } from './npy-elements.ts';
import { parseNpyHeader } from './npy-header-parser.ts';

/** Element types that are written. */
export type NpyType = 'float32' | 'float64' | 'int32';

/** An array in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** As the file has it. */
  readonly type: NpyElement;
  readonly data: NpyValues;
  /** How many whole numbers beyond 2⁵³ float64 could only round. */
  readonly rounded: number;
}

/**
 * Reads an `.npy` file (versions 1 to 3; bool, integers and floats up to 64 bits of either byte order; C or Fortran order). Nothing in
 * the file is executed or trusted: pickled objects and structured types are refused, and the data must have exactly the announced length.
 *
 * @param path what to call the file in a fault
 * @throws InputError for anything that is not an intact array of a known type
 */
export function parseNpy(bytes: Uint8Array, path = 'array.npy'): NpyArray {
  const { type, valueBytes, shape, count, offset, bigEndian, fortranOrder } = parseNpyHeader(bytes, path);
  const announced = offset + count * valueBytes;
  if (bytes.length !== announced)
    throw new InputError({
      path,
      rule: `has ${bytes.length} bytes where its header announces ${announced}`,
      fix: 'the file is cut short or damaged; copy it again',
    });
  const { data: stored, rounded } = decodeElements(type, bytes.subarray(offset), count, bigEndian);
  return { shape, type, rounded, data: fortranOrder && shape.length > 1 ? toCOrder(stored, shape) : stored };
}

/** The bytes of an `.npy` file, version 1.0, little-endian, C order. The type is that of `data`. */
export function formatNpy(data: NpyValues | Int32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  if (shape.reduce((product, size) => product * size, 1) !== data.length)
    throw new RangeError(`${data.length} values do not fill the shape (${shape.join(', ')})`);
  const type = data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : 'int32';
  const header = npyHeader(type, shape);
  const file = new Uint8Array(header.length + data.byteLength);
  file.set(header);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length);
  return file;
}

/**
 * A two-dimensional array as a matrix; a one-dimensional one is one column. @throws InputError for other shapes, and for no
 * values
 */
export function npyToMatrix({ shape, data }: NpyArray, path = 'array.npy'): Matrix {
  if (shape.length !== 1 && shape.length !== 2)
    throw new InputError({ path, rule: `has ${shape.length} axes`, fix: 'give a two-dimensional array, one row per sample' });
  if (data.length === 0) throw new InputError({ path, rule: 'holds no values', fix: 'give at least one row and one column' });
  return fromRowMajor(data, shape[0]!, shape[1] ?? 1);
}

/** Reorders Fortran order (first axis fastest) to C order (last axis fastest). */
function toCOrder(stored: NpyValues, shape: readonly number[]): NpyValues {
  const reordered = stored.slice();
  const strides: number[] = [];
  for (let axis = 0, stride = 1; axis < shape.length; axis++) {
    strides.push(stride);
    stride *= shape[axis]!;
  }
  const index = shape.map(() => 0);
  for (let to = 0, from = 0; to < reordered.length; to++) {
    reordered[to] = stored[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return reordered;
}
