import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column, fromRows, toRows, zeros } from '../matrix.ts';
import { crossProduct } from './cross-product.ts';

describe('a cross product', () => {
  it('is AᵀB', () => {
    expect(
      toRows(
        crossProduct(
          fromRows([
            [1, 2, 3],
            [4, 5, 6],
          ]),
          fromRows([
            [1, 0],
            [2, -1],
          ]),
        ),
      ),
    ).toEqual([
      [9, -4],
      [12, -5],
      [15, -6],
    ]);
  });

  it('agrees with one dot product for each entry, for odd and even shapes and several blocks', () => {
    const shape = fc.tuple(
      fc.constantFrom(1, 2, 1023, 1024, 2500),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
    );
    fc.assert(
      fc.property(shape, ([n, k, l]) => {
        const [a, b] = [normalMatrix(n, k, 'a'), normalMatrix(n, l, 'b')];
        const product = crossProduct(a, b);
        for (let i = 0; i < k; i++)
          for (let j = 0; j < l; j++) {
            const direct = column(a, i).reduce((sum, value, row) => sum + value * column(b, j)[row]!, 0);
            expect(Math.abs(product.data[j * k + i]! - direct)).toBeLessThan(1e-11);
          }
      }),
      { numRuns: 30 },
    );
  });

  it('of no rows is zero', () => {
    expect([...crossProduct(zeros(0, 2), zeros(0, 1)).data]).toEqual([0, 0]);
  });
});
