import { InputError } from './input-error.ts';
import type { NpyType } from './npy.ts';

/** What the header of an `.npy` file announces. */
export interface NpyHeader {
  readonly type: NpyType;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Bytes of one value. */
  readonly valueBytes: number;
  /** Number of values. */
  readonly count: number;
  /** Where in the file the first value stands. */
  readonly offset: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const VERSION_OFFSET = 6;
const LENGTH_OFFSET = 8;
/** How many bytes the header's length takes, by major version of the format. */
const LENGTH_BYTES: Readonly<Record<number, number>> = { 1: 2, 2: 4, 3: 4 };
/** NumPy itself refuses longer headers by default. */
const MAXIMUM_HEADER_BYTES = 10_000;
/** NumPy's own bound. */
const MAXIMUM_AXES = 64;

/**
 * The pieces of the Python dictionary literal that a header is. Sticky and free of nested repetition, so that it takes linear
 * time.
 */
const TOKEN = /\s*('[^']*'|"[^"]*"|True|False|\([\d\s,L]*\)|[{}:,])/y;

const TYPES: Readonly<Record<string, { readonly type: NpyType; readonly valueBytes: number }>> = {
  f4: { type: 'float32', valueBytes: 4 },
  f8: { type: 'float64', valueBytes: 8 },
  i4: { type: 'int32', valueBytes: 4 },
};

const RESAVE = "save it anew with numpy.save(path, array.astype('float64'))";
const COPY_AGAIN = 'the file is damaged; copy it again';

/**
 * Reads the header of an `.npy` file of version 1, 2 or 3.
 *
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 *
 * @param path what to call the file in a fault
 * @throws InputError for anything but a plain array of float32, float64 or int32
 */
export function parseNpyHeader(bytes: Uint8Array, path: string): NpyHeader {
  const refuse = (rule: string, fix: string): never => {
    throw new InputError({ path, rule, fix });
  };
  if (bytes.length < LENGTH_OFFSET || MAGIC.some((byte, i) => bytes[i] !== byte))
    return refuse('is not an .npy file', 'save it with numpy.save');
  const lengthBytes = LENGTH_BYTES[bytes[VERSION_OFFSET]!];
  if (lengthBytes === undefined || bytes[VERSION_OFFSET + 1] !== 0)
    return refuse('has an unknown .npy version', 'save it with numpy.save');
  const textOffset = LENGTH_OFFSET + lengthBytes;
  let length = 0;
  for (let i = textOffset - 1; i >= LENGTH_OFFSET; i--) length = length * 256 + (bytes[i] ?? 0);
  const offset = textOffset + length;
  if (length > MAXIMUM_HEADER_BYTES) return refuse(`has a header of ${length} bytes`, COPY_AGAIN);
  if (offset > bytes.length) return refuse('ends inside its header', COPY_AGAIN);

  const entries = parseDictionary(new TextDecoder('latin1').decode(bytes.subarray(textOffset, offset)));
  const [descr, order, shapeText] = ['descr', 'fortran_order', 'shape'].map((name) => entries?.get(name));
  if (entries?.size !== 3 || !/^['"]/.test(descr ?? '') || !/^[TF]/.test(order ?? '') || !shapeText?.startsWith('('))
    return refuse('has no plain header of descr, fortran_order and shape', RESAVE);
  const descriptor = /^.([<>])(f4|f8|i4).$/.exec(descr!);
  if (descriptor === null) return refuse(`holds elements of type ${descr}, not float32, float64 or int32`, RESAVE);
  const { type, valueBytes } = TYPES[descriptor[2]!]!;
  const shape = parseShape(shapeText);
  const count = shape?.reduce((product, size) => product * size, 1) ?? NaN;
  if (shape === undefined || !Number.isSafeInteger(count * valueBytes)) return refuse('has an impossible shape', COPY_AGAIN);
  return { type, valueBytes, shape, count, offset, bigEndian: descriptor[1] === '>', fortranOrder: order === 'True' };
}

/** The entries of a flat dictionary literal, values as written; undefined where the text is anything else. */
function parseDictionary(text: string): Map<string, string> | undefined {
  const entries = new Map<string, string>();
  TOKEN.lastIndex = 0;
  let end = 0;
  const next = (): string => {
    const token = TOKEN.exec(text)?.[1] ?? '';
    if (token !== '') end = TOKEN.lastIndex;
    return token;
  };
  if (next() !== '{') return undefined;
  for (let name = next(); name !== '}'; name = next()) {
    if (!/^['"]/.test(name) || next() !== ':') return undefined;
    const key = name.slice(1, -1);
    if (entries.has(key)) return undefined;
    entries.set(key, next());
    const separator = next();
    if (separator === '}') break;
    if (separator !== ',') return undefined;
  }
  return text.slice(end).trim() === '' ? entries : undefined;
}

/** Sizes of the axes: `(5,)` has one, `()` none; Python 2 wrote `5L`. */
function parseShape(text: string): number[] | undefined {
  const items = text.slice(1, -1).split(',');
  if (items.at(-1)!.trim() === '') items.pop();
  if (items.length > MAXIMUM_AXES || !items.every((item) => /^\s*\d{1,15}L?\s*$/.test(item))) return undefined;
  return items.map((item) => Number.parseInt(item, 10));
}
