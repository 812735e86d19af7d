import type { NpyType } from './npy.ts';

const DESCRIPTORS: Readonly<Record<NpyType, string>> = { float32: '<f4', float64: '<f8', int32: '<i4' };

const MAGIC_AND_VERSION = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** Magic string, version and the header's length as 16 bits. */
const PREAMBLE_BYTES = 10;
/** The values start at a multiple of this. */
const ALIGNMENT = 64;

/**
 * Header of an `.npy` file, version 1.0, little-endian, C order: the values follow it. Apart from the file's writer, so that
 * long arrays can be streamed.
 *
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${DESCRIPTORS[type]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const total = Math.ceil((PREAMBLE_BYTES + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const length = total - PREAMBLE_BYTES;
  const header = new Uint8Array(total).fill(0x20);
  header.set([...MAGIC_AND_VERSION, length & 0xff, length >> 8]);
  header.set(new TextEncoder().encode(text), PREAMBLE_BYTES);
  header[total - 1] = 0x0a;
  return header;
}
