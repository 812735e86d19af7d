import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column, fromRows, toRows } from '../matrix.ts';
import { multiply } from './multiply.ts';

describe('a matrix product', () => {
  it('is AB', () => {
    expect(
      toRows(
        multiply(
          fromRows([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
          fromRows([
            [1, 0, 2],
            [0, 1, -1],
          ]),
        ),
      ),
    ).toEqual([
      [1, 2, 0],
      [3, 4, 2],
      [5, 6, 4],
    ]);
  });

  it('sums from the first column to the last, whatever the shape', () => {
    const sizes = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(sizes, sizes, sizes, (n, k, l) => {
        const [a, b] = [normalMatrix(n, k, 'a'), normalMatrix(k, l, 'b')];
        const product = multiply(a, b);
        for (let j = 0; j < l; j++)
          for (let i = 0; i < n; i++) {
            let sum = 0;
            for (let c = 0; c < k; c++) sum += column(b, j)[c]! * column(a, c)[i]!;
            expect(column(product, j)[i]).toBe(sum);
          }
      }),
    );
  });
});
