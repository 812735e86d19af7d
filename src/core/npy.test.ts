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
        expect(parsed.data).toEqual(data);
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
    ['object arrays', header("'|O'", 'False', '(6,)'), /type '\|O'/],
    ['structured types', header("[('a', '<f8')]", 'False', '(6,)'), /plain header/],
    ['64-bit integers', header("'<i8'", 'False', '(6,)'), /type '<i8'.*astype\('float64'\)/],
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
