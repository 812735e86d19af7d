import { csvParseRows } from 'd3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCsv } from './csv.ts';

it('quotes what needs it and leaves absent values empty', () => {
  expect(
    formatCsv(
      ['a', 'b', 'c'],
      [
        ['x,y', 'say "no"', null],
        ['two\nlines', -0.5, true],
      ],
    ),
  ).toBe('a,b,c\n"x,y","say ""no""",\n"two\nlines",-0.5,true\n');
});

it('disarms texts that a spreadsheet would run, and no number', () => {
  const rows = [['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', -1]];
  expect(csvParseRows(formatCsv(['1', '2', '3', '4', '5', '6'], rows))[1]).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@SUM(A1)",
    "'\t=1",
    '-1',
  ]);
});

it('gives back every other text', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/^[=+\-@\t\r]/.test(value));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      expect(csvParseRows(formatCsv(['a', 'b'], rows)).slice(1)).toEqual(rows);
    }),
  );
});
