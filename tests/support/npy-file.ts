/** Types that `npyFile` writes, as NumPy's headers name them. */
export type Descriptor = `${'<' | '>'}${'f2' | 'f4' | 'f8' | 'i2' | 'i4' | 'i8' | 'u2' | 'u4' | 'u8'}` | '|b1' | '|i1' | '|u1';

type Writer = (view: DataView, at: number, value: number, little: boolean) => void;
const WRITERS: Readonly<Record<string, Writer>> = {
  b1: (view, at, value) => view.setUint8(at, value),
  i1: (view, at, value) => view.setInt8(at, value),
  u1: (view, at, value) => view.setUint8(at, value),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  u8: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
  f2: (view, at, value, little) => view.setUint16(at, halfBits(value), little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
};

/** Bits of a number that half precision holds exactly, and that is 0 or of ordinary size. */
function halfBits(value: number): number {
  if (value === 0) return 0;
  const magnitude = Math.abs(value);
  const exponent = Math.floor(Math.log2(magnitude));
  const fraction = (magnitude / 2 ** exponent - 1) * 1024;
  if (!Number.isInteger(fraction) || exponent < -14 || exponent > 15) throw new RangeError(`${value} is no half`);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

/**
 * An `.npy` file of version 1 as NumPy writes it, of any type and axis order.
 *
 * @param shape two axes @param values row by row, whatever the axis order of the file
 */
export function npyFile(
  descriptor: Descriptor,
  shape: readonly [number, number],
  values: readonly number[],
  fortran = false,
): Uint8Array<ArrayBuffer> {
  const [rows, columns] = shape;
  const width = Number(descriptor[2]);
  const order = fortran ? 'True' : 'False';
  const text = `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': (${rows}, ${columns}), }`.padEnd(117) + '\n';
  const file = new Uint8Array(128 + width * values.length);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0, ...new TextEncoder().encode(text)]);
  const view = new DataView(file.buffer, 128);
  values.forEach((value, k) => {
    const place = fortran ? (k % columns) * rows + Math.floor(k / columns) : k;
    WRITERS[descriptor.slice(1)]!(view, width * place, value, descriptor[0] !== '>');
  });
  return file;
}
