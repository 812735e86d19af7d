import type { Matrix } from './matrix.ts';

/** Element types that are read and written. */
export type NpyType = 'float32' | 'float64' | 'int32';

/** An array in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly type: NpyType;
  readonly data: Float32Array | Float64Array | Int32Array;
}

/**
 * Reads an `.npy` file.
 *
 * @param path what to call the file in a fault
 * @throws InputError for anything that is not an intact array of a known type
 */
export function parseNpy(_bytes: Uint8Array, _path = 'array.npy'): NpyArray {
  throw new Error('to be written');
}

/** The bytes of an `.npy` file, version 1.0, little-endian, C order. `data` decides the type. */
export function formatNpy(_data: Float32Array | Float64Array | Int32Array, _shape: readonly number[]): Uint8Array<ArrayBuffer> {
  throw new Error('to be written');
}

/** A two-dimensional array as a matrix; a one-dimensional one is one column. @throws InputError for any other number of axes */
export function npyToMatrix(_array: NpyArray, _path = 'array.npy'): Matrix {
  throw new Error('to be written');
}
