import { describe, expect, it } from 'vitest';
import { fromRows, toRows } from '../matrix.ts';
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
});
