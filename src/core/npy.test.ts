import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';
import { toRows } from './matrix.ts';
import { formatNpy, npyToMatrix, parseNpy, type NpyArray } from './npy.ts';

/** A file with any header text, in the given version of the format. */
function fileWith(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = new TextEncoder().encode(header);
  const lengthBytes = version === 1 ? 2 : 4;
  const file = new Uint8Array(8 + lengthBytes + text.length + data.length);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), version, 0]);
  for (let i = 0; i < lengthBytes; i++) file[8 + i] = (text.length >>> (8 * i)) & 0xff;
  file.set(text, 8 + lengthBytes);
  file.set(data, 8 + lengthBytes + text.length);
  return file;
}

const bytesOf = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);
const header = (descr: string, order: string, shape: string) =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
const tidy = header("'<f8'", 'False', '(2, 3)');
const six = bytesOf(1, 2, 3, 4, 5, 6);

const arrays = fc
  .tuple(fc.constantFrom(Float32Array, Float64Array, Int32Array), fc.array(fc.nat(4), { maxLength: 3 }))
  .chain(([Type, shape]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const value = Type === Int32Array ? fc.integer() : fc.double();
    return fc
      .tuple(fc.array(value, { minLength: count, maxLength: count }), fc.constant(shape))
      .map(([values]) => ({ data: Type.from(values), shape }));
  });

describe('npy files', () => {
  it('return what was written, for every type and shape', () => {
    fc.assert(
      fc.property(arrays, ({ data, shape }) => {
        const file = formatNpy(data, shape);
        const parsed = parseNpy(file);
        expect(parsed.shape).toEqual(shape);
        expect(parsed.data).toEqual(data instanceof Int32Array ? Float64Array.from(data) : data);
        expect((file.length - data.byteLength) % 64).toBe(0);
      }),
    );
  });

  it('refuse to be written where values and shape disagree', () => {
    expect(() => formatNpy(Float64Array.of(1, 2, 3), [2, 2])).toThrow(RangeError);
  });

  it('are read as NumPy wrote them', () => {
    const matrix = npyToMatrix(parseNpy(readFileSync(new URL('../../tests/golden/data/v27_tiny_n/Z.npy', import.meta.url))));
    expect([matrix.rows, matrix.columns]).toEqual([10, 2]);
  });

  it.each([1, 2, 3])('are read in version %i of the format', (version) => {
    expect(toRows(npyToMatrix(parseNpy(fileWith(tidy, six, version))))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('are reordered from Fortran order', () => {
    const fortran = parseNpy(fileWith(header("'<f8'", 'True', '(2, 3)'), six));
    expect(toRows(npyToMatrix(fortran))).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    const cube = parseNpy(fileWith(header("'<f8'", 'True', '(2, 1, 3)'), six));
    expect([...cube.data]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('are read in big-endian order', () => {
    const swapped = Uint8Array.from(six);
    for (let i = 0; i < swapped.length; i += 8) swapped.subarray(i, i + 8).reverse();
    expect([...parseNpy(fileWith(header("'>f8'", 'False', '(6,)'), swapped)).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('may have their header entries in any order, quotes and spacing', () => {
    const text = `{ "shape":(6L ,),'fortran_order':False , "descr" : '<f8'}   `;
    expect(parseNpy(fileWith(text, six)).shape).toEqual([6]);
  });

  it.each([
    ['object arrays', header("'|O'", 'False', '(6,)'), /type "\|O".*numpy\.array\(array\.tolist/],
    ['structured types', header("[('a', '<f8')]", 'False', '(6,)'), /structured type.*structured_to_unstructured/],
    ['nested structured types', header("[('a', '<f8', (2,)), ('b', [('c', 'i4')])]", 'False', '(6,)'), /structured type/],
    ['complex numbers', header("'<c16'", 'False', '(3,)'), /type "<c16".*array\.real/],
    ['complex numbers by name', header("'complex64'", 'False', '(6,)'), /type "complex64".*array\.real/],
    ['text', header("'<U5'", 'False', '(6,)'), /type "<U5".*astype\('float64'\)/],
    ['dates', header("'<M8[ns]'", 'False', '(6,)'), /type "<M8\[ns\]".*astype\('float64'\)/],
    ['extended precision', header("'<f16'", 'False', '(3,)'), /type "<f16".*astype\('float64'\)/],
    ['bfloat16, which NumPy does not know', header("'|V2'", 'False', '(24,)'), /type "\|V2".*float32/],
    ['an unknown type', header("'<\u001b[2J'", 'False', '(6,)'), /type "<\?\[2J"/],
    ['a missing entry', `{'descr': '<f8', 'shape': (6,), }`, /plain header/],
    ['an extra entry', `{'descr': '<f8', 'fortran_order': False, 'shape': (6,), 'more': True}`, /plain header/],
    ['a repeated entry', `{'descr': '<f8', 'fortran_order': False, 'shape': (6,), 'shape': (6,)}`, /plain header/],
    ['an entry of the wrong kind', header('True', 'False', '(6,)'), /plain header/],
    ['text after the dictionary', `${tidy} import os`, /plain header/],
    ['no dictionary', 'None', /plain header/],
    ['a negative size', header("'<f8'", 'False', '(-6,)'), /plain header/],
    ['an empty size', header("'<f8'", 'False', '(2,,3)'), /impossible shape/],
    ['a product that overflows', header("'<f8'", 'False', '(4294967296, 4294967296)'), /impossible shape/],
    ['a product that wraps to the right length', header("'<f8'", 'False', '(2147483648, 8589934592, 6)'), /impossible shape/],
    ['too many axes', header("'<f8'", 'False', `(${'1, '.repeat(65)})`), /impossible shape/],
    ['less data than announced', header("'<f8'", 'False', '(7,)'), /bytes where/],
    ['more data than announced', header("'<f8'", 'False', '(5,)'), /bytes where/],
    ['an overlong header', `${tidy}${' '.repeat(10_000)}`, /header of \d+ bytes/],
  ])('refuse %s', (_, text, message) => {
    expect(() => parseNpy(fileWith(text, six), 'codes.npy')).toThrow(message);
    expect(() => parseNpy(fileWith(text, six), 'codes.npy')).toThrow(InputError);
  });

  it.each(['=f8', '|f8', 'f8', 'd', 'float64', '<f8'])('may name the type %s, as NumPy reads it', (descr) => {
    expect([...parseNpy(fileWith(header(`'${descr}'`, 'False', '(6,)'), six)).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuse an unknown version and a foreign file', () => {
    expect(() => parseNpy(fileWith(tidy, six, 4))).toThrow(/unknown \.npy version/);
    expect(() => parseNpy(new TextEncoder().encode('PK not an array'))).toThrow(/not an \.npy file/);
    expect(() => parseNpy(new Uint8Array(0))).toThrow(/not an \.npy file/);
  });

  it('give a fault for every truncation', () => {
    const file = formatNpy(Float64Array.of(1, 2, 3), [3]);
    for (let length = 0; length < file.length; length++) expect(() => parseNpy(file.subarray(0, length))).toThrow(InputError);
  });

  it('give an intact array or a fault, never anything else, for changed bytes', () => {
    const file = formatNpy(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const change = fc.record({ at: fc.nat(file.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const changed = Uint8Array.from(file);
        for (const { at, value } of changes) changed[at] = value;
        const parsed = parseOrFault(changed);
        if (parsed !== undefined) expect(parsed.data.length).toBe(parsed.shape.reduce((product, size) => product * size, 1));
      }),
      { numRuns: 500 },
    );
  });

  it('take linear time to refuse a header made of blanks', () => {
    const text = `{${"'descr': True ".padEnd(4_900)}${"'shape': True ".padEnd(4_900)}`;
    expect(() => parseNpy(fileWith(text, six))).toThrow(/plain header/);
  });
});

type Write = (view: DataView, at: number, value: number, little: boolean) => void;
const integerOf = (bits: number, signed: boolean) =>
  fc.integer({ min: signed ? -(2 ** (bits - 1)) : 0, max: 2 ** (signed ? bits - 1 : bits) - 1 });
const wholeOf = (least: number) => fc.integer({ min: least, max: Number.MAX_SAFE_INTEGER });
const elements: readonly (readonly [string, number, fc.Arbitrary<number>, Write])[] = [
  ['b1', 1, integerOf(1, false), (view, at, value) => view.setUint8(at, value)],
  ['i1', 1, integerOf(8, true), (view, at, value) => view.setInt8(at, value)],
  ['u1', 1, integerOf(8, false), (view, at, value) => view.setUint8(at, value)],
  ['i2', 2, integerOf(16, true), (view, at, value, little) => view.setInt16(at, value, little)],
  ['u2', 2, integerOf(16, false), (view, at, value, little) => view.setUint16(at, value, little)],
  ['i4', 4, integerOf(32, true), (view, at, value, little) => view.setInt32(at, value, little)],
  ['u4', 4, integerOf(32, false), (view, at, value, little) => view.setUint32(at, value, little)],
  ['i8', 8, wholeOf(Number.MIN_SAFE_INTEGER), (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
  ['u8', 8, wholeOf(0), (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
  ['f4', 4, fc.float(), (view, at, value, little) => view.setFloat32(at, value, little)],
  ['f8', 8, fc.double(), (view, at, value, little) => view.setFloat64(at, value, little)],
];

describe('every kind of number that NumPy saves', () => {
  it.each(elements)('%s is read exactly, in either byte and axis order', (code, bytes, value, write) => {
    const table = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
        little: fc.boolean(),
        fortran: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(table, ({ rows, values, little, fortran }) => {
        const columns = values.length / rows;
        const data = new Uint8Array(bytes * values.length);
        const view = new DataView(data.buffer);
        // Entry (i, j) is values[i * columns + j], wherever it stands.
        values.forEach((entry, k) => {
          const place = fortran ? (k % columns) * rows + Math.floor(k / columns) : k;
          write(view, bytes * place, entry, little);
        });
        const text = header(`'${little ? '<' : '>'}${code}'`, fortran ? 'True' : 'False', `(${rows}, ${columns})`);
        const parsed = parseNpy(fileWith(text, data));
        expect(toRows(npyToMatrix(parsed)).flat()).toEqual(values);
        expect(parsed.rounded).toBe(0);
      }),
    );
  });

  it('float16 is read as the definition says, for all 65,536 patterns', () => {
    const bits = Uint16Array.from({ length: 2 ** 16 }, (_, k) => k);
    const { data } = parseNpy(fileWith(header("'<f2'", 'False', '(65536,)'), new Uint8Array(bits.buffer)));
    expect([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x7c00, 0xfc00, 0x7e00, 0x3555].map((k) => data[k])).toEqual([
      1,
      -2,
      65504,
      2 ** -24,
      2 ** -14,
      Infinity,
      -Infinity,
      NaN,
      0.333251953125,
    ]);
    expect(Object.is(data[0x8000], -0)).toBe(true);
    // Between two powers of two the numbers are evenly spaced, and all finite ones ascend.
    for (let k = 1; k < 0x7c00; k++) expect(data[k]! > data[k - 1]! && data[k + 0x8000] === -data[k]!).toBe(true);
  });

  it('counts the whole numbers that float64 rounds', () => {
    const big = (values: BigInt64Array | BigUint64Array, code: string) =>
      parseNpy(fileWith(header(`'<${code}'`, 'False', `(${values.length},)`), new Uint8Array(values.buffer as ArrayBuffer)));
    const exact = BigInt64Array.of(2n ** 53n, -(2n ** 53n), 2n ** 60n, -(2n ** 63n));
    expect(big(exact, 'i8')).toMatchObject({ rounded: 0, data: Float64Array.from(exact, Number) });
    expect(big(BigInt64Array.of(2n ** 53n + 1n, 7n, -(2n ** 60n) - 1n), 'i8').rounded).toBe(2);
    expect(big(BigUint64Array.of(2n ** 64n - 1n, 2n ** 63n), 'u8').rounded).toBe(1);
  });
});

describe('a matrix from an npy file', () => {
  it('is one column for one axis, and refused for more than two or none', () => {
    expect(npyToMatrix(parseNpy(formatNpy(Int32Array.of(1, 2), [2])))).toMatchObject({ rows: 2, columns: 1 });
    expect(() => npyToMatrix(parseNpy(formatNpy(Int32Array.of(1, 2), [2, 1, 1])))).toThrow(/3 axes/);
    expect(() => npyToMatrix(parseNpy(formatNpy(Int32Array.of(1), [])))).toThrow(/0 axes/);
  });

  it('is refused where there are no values, however many rows are announced', () => {
    const empty = fileWith(header("'<f8'", 'False', '(900000000000000, 0)'), new Uint8Array(0));
    expect(() => npyToMatrix(parseNpy(empty))).toThrow(/holds no values/);
  });
});

function parseOrFault(bytes: Uint8Array): NpyArray | undefined {
  try {
    return parseNpy(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return undefined;
  }
}
