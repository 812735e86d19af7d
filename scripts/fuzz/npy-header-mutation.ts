import type { RandomStream } from '../../src/core/random/stream.ts';
import { parseNpy } from '../../src/core/npy.ts';
import { around, once, pick } from './draw.ts';

const DESCRIPTORS = [
  "'<f4'",
  "'<f8'",
  "'>f8'",
  "'|f4'",
  "'=f4'",
  "'<f2'",
  "'<i4'",
  "'<i8'",
  "'<c8'",
  "'|O'",
  "'|V8'",
  "'<U4'",
  "'|b1'",
];
const ODD_DESCRIPTORS = [
  "[('a', '<f4')]",
  "'f4'",
  "'<f4",
  '"<f4"',
  "b'<f4'",
  'None',
  "''",
  "'<f4\\n'",
  "__import__('os')",
  "('<f4', (2,))",
];
const ORDERS = ['False', 'True', 'false', '0', '1', 'None', "'False'", ''];
const SIZES = [
  '-1',
  '0',
  '1',
  '1L',
  '01',
  '1_000',
  '1e3',
  '2.0',
  '4294967296',
  '9007199254740993',
  '18446744073709551616',
  'None',
  '١',
];
const MAGICS = ['\u0093NUMPY', '\u0093numpy', '\u0093NUMP', 'PK\u0003\u0004', ''];
const VERSIONS = [
  [1, 0],
  [2, 0],
  [3, 0],
  [4, 0],
  [0, 0],
  [1, 1],
  [255, 255],
] as const;

/** As it should be, all but once in so many. */
function mostly<T>(stream: RandomStream, outOf: number, sound: T, odd: () => T): T {
  return once(stream, outOf) ? odd() : sound;
}

function shapeText(stream: RandomStream, shape: readonly number[]): string {
  const sizes = shape.map((size) =>
    once(stream, 4) ? pick(stream, SIZES) : String(once(stream, 3) ? around(stream, size) : size),
  );
  if (once(stream, 6)) sizes.push(pick(stream, SIZES));
  const list = sizes.join(once(stream, 8) ? ',,' : ', ');
  return pick(stream, [`(${list})`, `(${list},)`, `[${list}]`, `(${list}`, `((${list}))`, list, '()', '(,)']);
}

function headerText(stream: RandomStream, shape: readonly number[]): string {
  const fields: [string, string][] = [
    ["'descr'", mostly(stream, 3, "'<f4'", () => pick(stream, once(stream, 2) ? ODD_DESCRIPTORS : DESCRIPTORS))],
    ["'fortran_order'", mostly(stream, 4, 'False', () => pick(stream, ORDERS))],
    ["'shape'", mostly(stream, 3, `(${shape.join(', ')})`, () => shapeText(stream, shape))],
  ];
  if (once(stream, 12)) fields.splice(stream.below(3), 1);
  if (once(stream, 10)) fields.push(pick(stream, fields));
  if (once(stream, 12)) fields.push(["'extra'", '1']);
  if (once(stream, 4)) fields.reverse();
  const text = `{${fields.map(([name, value]) => `${name}: ${value}`).join(', ')}, }`;
  return once(stream, 12) ? text.slice(0, stream.below(text.length)) : text;
}

/**
 * An array file with another header before its values: types, orders, shapes, lengths and versions as they are written by somebody who knows
 * the format and means harm, or by a tool that does not quite know it.
 *
 * @param bytes a sound file with a header of version 1.0
 */
export function mutateNpyHeader(stream: RandomStream, bytes: Uint8Array): Uint8Array {
  const { shape } = parseNpy(bytes, 'codes.npy');
  const values = bytes.subarray(10 + bytes[8]! + 256 * bytes[9]!);
  const text = headerText(stream, shape);
  const padding = ' '.repeat(pick(stream, [0, 1, 63, 64, 9000, 10_000, 70_000]));
  const header = new TextEncoder().encode(`${text}${once(stream, 3) ? padding : ''}${once(stream, 5) ? '' : '\n'}`);
  const [major, minor] = once(stream, 5) ? pick(stream, VERSIONS) : VERSIONS[0];
  const length = once(stream, 8) ? around(stream, header.length) : header.length;
  const lengthBytes =
    major === 1
      ? [length & 0xff, (length >> 8) & 0xff]
      : [length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, once(stream, 9) ? 255 : 0];
  const magic = once(stream, 12) ? pick(stream, MAGICS) : MAGICS[0]!;
  const start = Uint8Array.from([...magic].map((character) => character.charCodeAt(0)));
  const end = once(stream, 8) ? stream.below(values.length) : values.length;
  return Uint8Array.from(
    Buffer.concat([start, Uint8Array.from([major, minor, ...lengthBytes]), header, values.subarray(0, end)]),
  );
}
