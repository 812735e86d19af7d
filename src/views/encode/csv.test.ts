import { parse } from 'csv-parse/sync';
import { csvParseRows } from 'd3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legible } from '../../core/legible.ts';
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

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "\t'=1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['＝cmd', "'＝cmd"],
  ['x;=cmd', "x;'=cmd"],
  ['a - b', 'a - b'],
])('disarms a text that a spreadsheet would run: %j becomes %j', (text, disarmed) => {
  expect(csvParseRows(formatCsv(['a', 'b'], [[text, -1]]))[1]).toEqual([disarmed, '-1']);
});

it('gives back every text but for apostrophes before formulas', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1 }), (rows) => {
      const parsed: string[][] = parse(formatCsv(['a', 'b'], rows));
      expect(parsed).toHaveLength(rows.length + 1);
      parsed.slice(1).forEach((cells, i) =>
        cells.forEach((cell, j) => {
          const text = legible(rows[i]![j]!);
          expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
          // Taken for itself, and cut at what other programs separate by, no part begins as a formula.
          for (const part of [cell, ...cell.split(/[;\t\r\n]/)])
            expect(part.normalize('NFKC').replace(/^[\s\p{Cf}]+/u, '')).not.toMatch(/^[=+\-@]/);
          if (!/[=+\-@]/.test(text.normalize('NFKC'))) expect(cell).toBe(text);
        }),
      );
    }),
    { numRuns: 500 },
  );
});
