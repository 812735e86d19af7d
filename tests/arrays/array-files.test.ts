/** One small table, saved by NumPy, pandas, polars, R and a spreadsheet: the same numbers of each, or one line that says what to do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadArray } from '../../src/core/arrays/array-result.ts';
import type { NpzChoice } from '../../src/core/arrays/npz.ts';
import { readArray } from '../../src/core/arrays/read-array.ts';
import { InputError } from '../../src/core/input-error.ts';
import { toRows } from '../../src/core/matrix.ts';
import { npyFile } from '../support/npy-file.ts';

const FOLDER = join(import.meta.dirname, 'data/files');
const TABLE = [
  [0.5, -1.25, 3],
  [2, 0, -7.5],
  [1, 8, 0.125],
  [-2.5, 6, 4],
];

const load = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)));
const CHOICE: NpzChoice = { side: 'codes', addressable: true };
const readText = async (text: string): Promise<ReadArray> => await readArray(new TextEncoder().encode(text), 'a.csv', CHOICE);
const rowsOf = async (text: string) => toRows((await readText(text)).matrix);

async function faultOf(bytes: Uint8Array | string, name = 'a.csv', choice = CHOICE): Promise<string> {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  try {
    await readArray(content, name, choice);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error as InputError;
    expect(message).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{3,700}$/u);
    return message;
  }
  throw new Error('no fault');
}

describe('a table is read as it was saved', () => {
  it.each([
    'plain.npy',
    'one.npz',
    'named.npz',
    'savetxt.txt',
    'savetxt.csv',
    'pandas-no-index.csv',
    'pandas.tsv',
    'german.csv',
    'excel-unicode.txt',
    'pandas.parquet',
    'polars.parquet',
    'vectors.parquet',
    'none.parquet',
    'brotli.parquet',
    'lz4.parquet',
  ])('%s', async (name) => {
    const { matrix, remarks } = await readArray(load(name), name, CHOICE);
    expect(toRows(matrix)).toEqual(TABLE);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['pandas.csv', 'the first column numbers the rows and was left out'],
    ['pandas-shuffled.csv', 'the first column numbers the rows and was left out'],
    ['r.csv', 'the first column numbers the rows and was left out'],
    ['r-table.txt', 'the first column numbers the rows and was left out'],
    ['pandas-unnamed.csv', 'the first line numbers the columns and was left out'],
    ['pandas-labels.parquet', 'the column of row labels was left out'],
  ])('%s, and says that %s', async (name, remark) => {
    const { matrix, remarks } = await readArray(load(name), name, CHOICE);
    expect(toRows(matrix)).toEqual(TABLE);
    expect(remarks).toEqual([`${name}: ${remark}.`]);
  });

  it('whatever the file is called', async () => {
    for (const name of ['polars.parquet', 'one.npz', 'plain.npy'])
      expect(toRows((await readArray(load(name), 'data.bin', CHOICE)).matrix)).toEqual(TABLE);
  });

  it('one array of several, by name or by what it is for', async () => {
    const named = await readArray(load('several.npz'), 'several.npz', { ...CHOICE, member: 'z' });
    expect(toRows(named.matrix)).toEqual(TABLE);
    const both = zipSync({ 'factors.npy': npyFile('|u1', [2, 1], [1, 2]), 'codes.npy': npyFile('>i2', [2, 1], [3, 4]) });
    for (const [side, rows] of [
      ['factors', [[1], [2]]],
      ['codes', [[3], [4]]],
    ] as const)
      expect(toRows((await readArray(both, 'b.npz', { ...CHOICE, side })).matrix)).toEqual(rows);
  });
});

describe('text', () => {
  it('returns any table of numbers, however it is laid out', async () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
        delimiter: fc.constantFrom(',', ';', '\t', ' ', ', '),
        line: fc.constantFrom('\n', '\r\n'),
        header: fc.boolean(),
        trailing: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, delimiter, line, header, trailing }) => {
        const lines = rows.map((row) => row.map(String).join(delimiter));
        const names = header ? [rows[0]!.map((_, j) => `z${j}`).join(delimiter)] : [];
        const text = ['# made by hand', ...names, '', ...lines].join(line) + (trailing ? line : '');
        // A first line 0, 1, 2, … above decimals is taken for column numbers, as pandas writes them.
        fc.pre(header || !rows[0]!.every((entry, j) => entry === j));
        expect(await rowsOf(text)).toEqual(rows.map((row) => row.map((entry) => entry + 0)));
      }),
    );
  });

  it('knows booleans, exponents of Fortran, quotes, and a delimiter at the end of each line', async () => {
    expect(await rowsOf('a,b\nTrue,1.5D2\nfalse,-.5e-1\n')).toEqual([
      [1, 150],
      [0, -0.05],
    ]);
    expect(await rowsOf('"one, two","b"\n"1","2"\n')).toEqual([[1, 2]]);
    expect(await rowsOf('1,2,\n3,4,\n')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await rowsOf('7')).toEqual([[7]]);
  });

  it('keeps a first column that counts the rows but has no header, and says so', async () => {
    const { matrix, remarks } = await readText('0,5\n1,6\n2,9\n');
    expect(toRows(matrix)[2]).toEqual([2, 9]);
    expect(remarks).toEqual(['a.csv: the first column counts the rows. If it is an index, leave it out.']);
  });

  it('tells of whole numbers that float64 rounds, and of no others', async () => {
    expect((await readText('9007199254740993,1\n9007199254740992,2\n')).remarks).toEqual([
      'a.csv: 1 whole number beyond 2^53 had to be rounded to float64.',
    ]);
  });

  it.each([
    ['a gap', 'a,b\n1,2\n3,\n5,6\n', 'line 3, cell 2 has no value'],
    ['NA', '1,2\nNA,4\n', 'line 2, cell 1 has no value'],
    ['a word', 'z1,z2\n1,2\n3,red\n', 'line 3, cell 2 is "red"; every cell must be a number'],
    ['a complex number', '1\n(1+2j)\n', 'line 2, cell 1 is "(1+2j)"'],
    ['a control sequence', '1\n\u001b[2J\n', 'line 2, cell 1 is "?[2J"'],
    ['lines of unequal length', '1,2\n3,4,5\n', 'line 2 has 3 cells where line 1 has 2'],
    ['nothing', '# only a remark\n', 'holds no values'],
    ['a header alone', 'a,b\n', 'line 1, cell 1 is "a"'],
  ])('with %s is refused with the place', async (_, text, message) => {
    expect(await faultOf(text)).toContain(`a.csv: ${message}`);
  });
});

describe('a first line', () => {
  const decimals = fc.array(
    fc.tuple(
      fc.double({ min: -9, max: 9, noNaN: true }).map((value) => value + 0.125 + 0),
      fc.nat(9),
    ),
    {
      minLength: 3,
      maxLength: 8,
    },
  );

  it.each([
    [
      'sep=,\n1.5,2.5\n0.5,1.5\n',
      [
        [1.5, 2.5],
        [0.5, 1.5],
      ],
    ],
    [
      'sep=;\r\n1,5;2,5\r\n0,5;1,5\r\n',
      [
        [1.5, 2.5],
        [0.5, 1.5],
      ],
    ],
    ['"sep=;"\na;b\n1,5;2,5\n', [[1.5, 2.5]]],
    ['sep=\t\na\tb\n1,5\t2,5\n', [[1.5, 2.5]]],
    ['SEP=|\n1|2\n', [[1, 2]]],
    ['sep=;\n0,05\n1,5\n', [[0.05], [1.5]]],
    [
      ',0,1\n0,.5,1\n1,.25,2\n2,3,4\n',
      [
        [0.5, 1],
        [0.25, 2],
        [3, 4],
      ],
    ],
    [
      'label,0,1\n7,.5,1\n7,.25,2\n',
      [
        [7, 0.5, 1],
        [7, 0.25, 2],
      ],
    ],
    ['a,,c\n1,2,3\n', [[1, 2, 3]]],
    ['Na,K\n1,2\n', [[1, 2]]],
    [',a\nimg0,2\nimg1,3\n', [[2], [3]]],
    ['a\nimg0,2\nimg1,3\n', [[2], [3]]],
  ])('%j is read past, or as names', async (text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
  });

  it('keeps a first column of decimals, whatever stands above it', async () => {
    await fc.assert(
      fc.asyncProperty(decimals, fc.constantFrom('b', ',b', 'sep=,', 'id,b', 'index,b'), async (rows, first) => {
        const body = rows.map(([value, count]) => `${value.toFixed(3)},${count}`);
        const { matrix } = await readText([first, ...body].join('\n'));
        expect(toRows(matrix)).toEqual(rows.map(([value, count]) => [Number(value.toFixed(3)), count]));
      }),
    );
  });

  it('says where it holds too few names', async () => {
    expect((await readText('a,b\n.5,1,2\n.25,7,3\n')).remarks).toEqual([
      'a.csv: the first line holds 2 names for 3 columns; all columns were kept.',
    ]);
    expect((await readText('a,b\n7,1,2\n3,7,3\n')).matrix.columns).toBe(3);
    expect((await readText('a,b\n1,1,2\n2,7,3\n')).matrix.columns).toBe(2);
  });

  it('with any number is data, and the cell that is none is named', async () => {
    const bad = fc.constantFrom('', 'NA', '"1,234.5"', 'x', '\u22121.28', 'null', '12%', "1'000");
    await fc.assert(
      fc.asyncProperty(bad, fc.nat(2), async (cell, at) => {
        const first = ['0.5', '1.5', '2.5'].map((value, j) => (j === at ? cell : value)).join(',');
        expect(await faultOf(`${first}\n1,2,3.5\n4,5,6\n`)).toContain(`a.csv: line 1, cell ${at + 1} `);
      }),
    );
    for (const cell of ['"1,234.5"', '\u22121.28', '50%']) expect(await faultOf(`${cell}\n1.5\n`)).toContain('line 1, cell 1');
  });
});

describe('decimal commas without another delimiter', () => {
  it('are refused with the ways out', async () => {
    const message = 'the commas may be decimal commas or separate columns; write decimal points, or separate columns by ;';
    for (const text of [
      '0,5465784889921347\n1,18334577107\n',
      '-0,5\n1,25\n',
      '1,05\n2,5\n',
      'a\n7,5\n1,25\n',
      'a,b\n7,5,3,1\n1,25,2,2\n',
    ])
      expect(await faultOf(text), text).toContain(message);
  });

  it('are not found in whole numbers', async () => {
    const whole = fc.array(fc.tuple(fc.integer({ min: 1 }), fc.nat(99999)), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(whole, async (rows) => {
        expect(await rowsOf(rows.map((row) => row.join(',')).join('\n'))).toEqual(rows);
      }),
    );
  });
});

describe('row numbers', () => {
  it.each([
    ['id,a\n5,1\n6,2\n7,4\n', 'the first column'],
    ['a,b\n1,-1\n7,0\n7,1\n', 'column 1 (counted from 0)'],
  ])('in %j are remarked on', async (text, name) => {
    expect((await readText(text)).remarks).toEqual([`a.csv: ${name} counts the rows. If it is an index, leave it out.`]);
  });
});

describe('files that are no tables of numbers', () => {
  const zip = (entries: Record<string, Uint8Array>) => zipSync(entries);
  const small = npyFile('<f8', [1, 1], [1]);

  it.each([
    ['several arrays', load('several.npz'), 'x.npz: holds several arrays: "x", "z"; name one, as x.npz:NAME'],
    ['a torch file', zip({ 'archive/data.pkl': small }), 'is a file of torch.save; save the array with numpy.save('],
    ['a workbook', zip({ '[Content_Types].xml': small }), 'is an office document; save the sheet as .csv'],
    ['a zip without arrays', zip({ 'notes.txt': small }), 'is a zip file without any .npy array'],
    ['half a zip', load('one.npz').subarray(0, 200), 'is a damaged zip file'],
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 1, 2, 3), 'is a pickle, which could run any code'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'is compressed with gzip'],
    ['HDF5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d), 'is an HDF5 file'],
    ['half a Parquet file', load('pandas.parquet').subarray(0, 900), 'cannot be read as Parquet'],
    ['other bytes', Uint8Array.of(1, 0, 2, 0, 255), 'is none of .npy, .npz, .csv, .tsv and Parquet'],
    ['an empty file', new Uint8Array(0), 'holds no values'],
  ])('%s', async (_, bytes, message) => {
    expect(await faultOf(bytes, 'x.npz')).toContain(message);
  });

  it('name an array that is not there, or name one of a file that has none', async () => {
    expect(await faultOf(load('several.npz'), 'x.npz', { ...CHOICE, member: 'y' })).toContain(
      'x.npz: has no array "y"; name one of "x", "z"',
    );
    expect(await faultOf(load('plain.npy'), 'x.npz', { ...CHOICE, member: 'y' })).toContain('is no .npz archive');
  });

  it('show names in any script, and the code point of a character that is no part of a number', async () => {
    const both = zipSync({ 'código.npy': small, '因子.npy': small, 'x\u202ey.npy': small });
    expect(await faultOf(both, 'x.npz')).toContain('holds several arrays: "código", "因子", "x?y";');
    expect(await faultOf('1\n\u22121.28\n')).toContain('line 2, cell 1 is "\u22121.28", with the character U+2212;');
  });

  it('in a page are told to save one array, since none can be named there', async () => {
    const choice: NpzChoice = { side: 'codes', addressable: false };
    expect(await faultOf(load('several.npz'), 'x.npz', choice)).toContain('save the one that is meant alone, or call it "codes"');
  });

  it('give a table or one clear line for every change of bytes', async () => {
    const names = ['named.npz', 'several.npz', 'pandas.parquet', 'polars.parquet', 'pandas.csv', 'excel-unicode.txt'];
    const change = fc.record({ at: fc.nat(), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 6 }), async (name, changes) => {
        const bytes = load(name);
        for (const { at, value } of changes) bytes[at % bytes.length] = value;
        try {
          const { matrix } = await readArray(bytes, name, { ...CHOICE, member: name === 'several.npz' ? 'z' : undefined });
          expect(matrix.data.length).toBe(matrix.rows * matrix.columns);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as InputError).message).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{3,700}$/u);
        }
      }),
      { numRuns: 400 },
    );
  });
});
