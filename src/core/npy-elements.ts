/** Kinds of number that an `.npy` file may hold, by NumPy's names. */
export type NpyElement =
  'bool' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'float16' | 'float32' | 'float64';

/** What the numbers of a file become: single precision where that holds them all, as it does float16 and float32. */
export type NpyValues = Float32Array | Float64Array;

interface Element {
  /** NumPy's spellings of the type: of a header as it writes them, and its one-letter codes. */
  readonly codes: readonly string[];
  readonly bytes: number;
  readonly values: (count: number) => NpyValues;
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number;
}

const singles = (count: number) => new Float32Array(count);
const doubles = (count: number) => new Float64Array(count);

const ELEMENTS: Readonly<Record<NpyElement, Element>> = {
  bool: { codes: ['b1', '?'], bytes: 1, values: doubles, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  int8: { codes: ['i1', 'b'], bytes: 1, values: doubles, read: (view, at) => view.getInt8(at) },
  uint8: { codes: ['u1', 'B'], bytes: 1, values: doubles, read: (view, at) => view.getUint8(at) },
  int16: { codes: ['i2', 'h'], bytes: 2, values: doubles, read: (view, at, little) => view.getInt16(at, little) },
  uint16: { codes: ['u2', 'H'], bytes: 2, values: doubles, read: (view, at, little) => view.getUint16(at, little) },
  int32: { codes: ['i4', 'i'], bytes: 4, values: doubles, read: (view, at, little) => view.getInt32(at, little) },
  uint32: { codes: ['u4', 'I'], bytes: 4, values: doubles, read: (view, at, little) => view.getUint32(at, little) },
  int64: { codes: ['i8', 'l', 'q'], bytes: 8, values: doubles, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  uint64: {
    codes: ['u8', 'L', 'Q'],
    bytes: 8,
    values: doubles,
    read: (view, at, little) => Number(view.getBigUint64(at, little)),
  },
  float16: {
    codes: ['f2', 'e'],
    bytes: 2,
    values: singles,
    read: (view, at, little) => halfToNumber(view.getUint16(at, little)),
  },
  float32: { codes: ['f4', 'f'], bytes: 4, values: singles, read: (view, at, little) => view.getFloat32(at, little) },
  float64: { codes: ['f8', 'd'], bytes: 8, values: doubles, read: (view, at, little) => view.getFloat64(at, little) },
};

const NAMES = Object.keys(ELEMENTS) as readonly NpyElement[];

/** The element that NumPy's descriptor without its byte order names, for example `f8`, `?` or `int64`. */
export function findElement(code: string): NpyElement | undefined {
  return NAMES.find((name) => name === code || ELEMENTS[name].codes.includes(code));
}

/** Bytes of one value in the file. */
export function elementBytes(element: NpyElement): number {
  return ELEMENTS[element].bytes;
}

/** The value of an IEEE 754 half-precision number. @param bits 0 … 65,535 */
function halfToNumber(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  // Whole powers of two: exact.
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** Numbers as read, and how many whole numbers float64 could not hold exactly. */
export interface DecodedValues {
  readonly data: NpyValues;
  readonly rounded: number;
}

/** Reads `count` values that stand one after the other. @param bytes at least `count` times as many as one value has */
export function decodeElements(element: NpyElement, bytes: Uint8Array, count: number, bigEndian: boolean): DecodedValues {
  const { bytes: width, values, read } = ELEMENTS[element];
  const view = new DataView(bytes.buffer, bytes.byteOffset, count * width);
  const data = values(count);
  for (let k = 0; k < count; k++) data[k] = read(view, k * width, !bigEndian);
  const wide = element === 'int64' || element === 'uint64';
  return { data, rounded: wide ? countRounded(view, data, !bigEndian) : 0 };
}

function countRounded(view: DataView, data: NpyValues, littleEndian: boolean): number {
  let rounded = 0;
  for (let k = 0; k < data.length; k++) {
    // The lowest 64 bits tell both kinds of integer apart from their rounded value.
    if (!Number.isSafeInteger(data[k]!) && BigInt.asUintN(64, BigInt(data[k]!)) !== view.getBigUint64(8 * k, littleEndian))
      rounded++;
  }
  return rounded;
}
