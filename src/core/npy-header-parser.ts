import { InputError } from './input-error.ts';
import { elementBytes, findElement, type NpyElement } from './npy-elements.ts';
import { quoted } from './quoted.ts';

/** What the header of an `.npy` file announces. */
export interface NpyHeader {
  readonly type: NpyElement;
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

/** A list of fields where a type would stand. */
const STRUCTURED_HEADER = /['"]descr['"]\s*:\s*\[/;

/**
 * The pieces of the Python dictionary literal that a header is. Sticky and free of nested repetition, so that it takes linear
 * time.
 */
const TOKEN = /\s*('[^']*'|"[^"]*"|True|False|\([\d\s,L]*\)|[{}:,])/y;

const RESAVE = "save it again with numpy.save(path, array.astype('float64'))";
const KINDS = 'bool, integers and float16 to float64 are read';

const COMPLEX = 'save numpy.hstack([array.real, array.imag]) or numpy.abs(array)';

/** What to do about elements that are no numbers, by the letter of their descriptor; what is not named here is cast to float64. */
const FIXES: Readonly<Record<string, string>> = {
  c: COMPLEX,
  F: COMPLEX,
  D: COMPLEX,
  O: "Python objects are never unpickled; make an array of numbers of it with numpy.array(array.tolist(), dtype='float64')",
  V: 'bytes without a type, as bfloat16 leaves them: cast to float32 before the array goes to NumPy',
};
const STRUCTURED = 'save numpy.lib.recfunctions.structured_to_unstructured(array)';
const COPY_AGAIN = 'the file is damaged; copy it again';

/**
 * Reads the header of an `.npy` file of version 1, 2 or 3.
 *
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 *
 * @param path what to call the file in a fault
 * @throws InputError for anything but a plain array of bool, integers, float16, float32 or float64
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

  const text = new TextDecoder('latin1').decode(bytes.subarray(textOffset, offset));
  if (STRUCTURED_HEADER.test(text)) return refuse('holds a structured type, several values an entry', STRUCTURED);
  const entries = parseDictionary(text);
  const [descr, order, shapeText] = ['descr', 'fortran_order', 'shape'].map((name) => entries?.get(name));
  if (entries?.size !== 3 || !/^['"]/.test(descr ?? '') || !/^[TF]/.test(order ?? '') || !shapeText?.startsWith('('))
    return refuse('has no plain header of descr, fortran_order and shape', RESAVE);
  const type = findElement(descr!.slice(1, -1).replace(/^[<>=|]/, ''));
  if (type === undefined) {
    const letter = /^['"][<>=|]?(?:complex|([A-Za-z]))/.exec(descr!);
    const fix = FIXES[letter?.[1] ?? 'c'] ?? RESAVE;
    return refuse(`holds elements of type ${quoted(descr!.slice(1, -1).replaceAll(/[^ -~]/g, '?'))}; ${KINDS}`, fix);
  }
  const valueBytes = elementBytes(type);
  const shape = parseShape(shapeText);
  const count = shape?.reduce((product, size) => product * size, 1) ?? NaN;
  if (shape === undefined || !Number.isSafeInteger(count * valueBytes)) return refuse('has an impossible shape', COPY_AGAIN);
  return { type, valueBytes, shape, count, offset, bigEndian: descr![1] === '>', fortranOrder: order === 'True' };
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
