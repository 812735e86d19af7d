import type { RandomStream } from '../../src/core/random/stream.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { mutateBytes } from './byte-mutation.ts';
import { around, once, pick } from './draw.ts';
import { hostileString, hostileValue } from './hostile-values.ts';

type Container = Record<string, unknown>;

/** Every object and array of a document. */
function containersOf(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containersOf)];
}

const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'baseline',
  'selection',
  'url',
  'graph',
  'decoder',
  'file',
  'twin',
  '0',
  '12',
  '00',
  '1e1',
  '-1',
];

const EDITS: readonly ((stream: RandomStream, object: Container, key: string) => void)[] = [
  (stream, object, key) => (object[key] = hostileValue(stream)),
  (stream, object, key) => (object[key] = hostileString(stream)),
  (_stream, object, key) => delete object[key],
  (stream, object) => define(object, pick(stream, KEYS), hostileValue(stream)),
  (stream, object) => define(object, hostileString(stream), hostileValue(stream)),
  (stream, object, key) => define(object, pick(stream, KEYS), object[key]),
  (stream, object, key) => {
    const keys = Object.keys(object);
    const other = pick(stream, keys);
    [object[key], object[other]] = [object[other], object[key]];
  },
  (stream, object, key) => {
    const value = object[key];
    if (Array.isArray(value)) object[key] = Array.from({ length: pick(stream, [0, 2, 21, 51, 101]) }, () => value[0] as unknown);
    if (typeof value === 'string')
      object[key] = pick(stream, [
        value.toUpperCase(),
        `${value} `,
        ` ${value}`,
        `${value}\u0301`,
        value.slice(1),
        value + value,
      ]);
    if (typeof value === 'number') object[key] = around(stream, value);
  },
];

/** Also for names that an assignment would not make a field of. */
function define(object: Container, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Changes a manifest in place in one to three places: values, names, types, lengths. */
export function mutateManifest(stream: RandomStream, manifest: object): void {
  const count = 1 + stream.below(3);
  for (let i = 0; i < count; i++) {
    const object = pick(stream, containersOf(manifest));
    const keys = Object.keys(object);
    if (keys.length > 0) pick(stream, EDITS)(stream, object, pick(stream, keys));
  }
}

const UTF8 = new TextEncoder();

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return Uint8Array.from(bigEndian ? bytes.swap16() : bytes);
}

const TEXTS: readonly ((stream: RandomStream, text: string) => string | Uint8Array)[] = [
  (_stream, text) => `\ufeff${text}`,
  (stream, text) => utf16(text, once(stream, 2)),
  (_stream, text) => text.replaceAll('\n', '\r\n'),
  (stream, text) => text.slice(0, stream.below(text.length)),
  (stream, text) => `${text}${pick(stream, ['\0', ',', '}', 'null', '/* x */', '\n\n', '\u001a', text])}`,
  (stream, text) =>
    text.replace(
      '{',
      `{${pick(stream, ['"slug": "x",', '"owner": {"github_id": 1, "login": "x"},', '"supervision": "labels",', '"__proto__": {},', ','])}`,
    ),
  (stream, text) =>
    text.replace(
      /"\d+": \{/,
      (found) => `${found}"0": {"file": "x.onnx", "sha256": "${'0'.repeat(64)}"}${pick(stream, [',', ''])}`,
    ),
  (stream, text) =>
    text.replace(
      /: (\d+|"[^"]*")/,
      pick(stream, [': NaN', ': Infinity', ': 1e999', ': 01', ': 0x1', ": 'x'", ': "\\ud800"', ': "\\u0000"', ': undefined']),
    ),
  (stream, text) => text.padEnd(around(stream, LIMITS.manifestBytes), ' '),
  (stream, text) => `${'['.repeat(pick(stream, [1, 1000, 100_000]))}${text}`,
  (stream, text) => mutateBytes(stream, UTF8.encode(text), UTF8.encode(text)),
  (stream, text) => {
    const bytes = UTF8.encode(text);
    bytes[stream.below(bytes.length)] = pick(stream, [0x80, 0xc0, 0xed, 0xf8, 0xff]);
    return bytes;
  },
];

/** The manifest's text with something done to it that JSON does not know: encodings, double keys, ends, sizes. */
export function mutateManifestText(stream: RandomStream, text: string): Uint8Array {
  const mutated = pick(stream, TEXTS)(stream, text);
  return typeof mutated === 'string' ? UTF8.encode(mutated) : mutated;
}
