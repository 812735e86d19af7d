import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { column, fromRowMajor, fromRows, selectColumns, selectRows, toRows, zeros } from './matrix.ts';

const nested = [
  [1, 2, 3],
  [4, 5, 6],
];
const matrix = fromRows(nested);

describe('a matrix', () => {
  it('is column-major', () => {
    expect([...matrix.data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...column(matrix, 1)]).toEqual([2, 5]);
  });

  it('has columns that are views', () => {
    const target = zeros(2, 2);
    column(target, 1).fill(7);
    expect(toRows(target)).toEqual([
      [0, 7],
      [0, 7],
    ]);
  });

  it('gives rows and columns by number, repeated ones too', () => {
    expect(toRows(selectRows(matrix, [1, 1, 0]))).toEqual([nested[1], nested[1], nested[0]]);
    expect(toRows(selectColumns(matrix, [2, 0]))).toEqual([
      [3, 1],
      [6, 4],
    ]);
    expect(toRows(selectColumns(matrix, []))).toEqual([[], []]);
  });

  it('returns its rows as they were given', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }));
    const rows = shape.chain(([n, k]) =>
      fc.array(fc.array(fc.double(), { minLength: k, maxLength: k }), { minLength: n, maxLength: n }),
    );
    fc.assert(
      fc.property(rows, (given) => {
        expect(toRows(fromRows(given))).toEqual(given);
        expect(toRows(fromRowMajor(given.flat(), given.length, given[0]!.length))).toEqual(given);
      }),
    );
  });
});
