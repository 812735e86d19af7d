import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRows } from './row-split.ts';

describe('a split of rows', () => {
  it('fits on the first 80% by default', () => {
    expect(splitRows(7, {})).toEqual({ train: Int32Array.of(0, 1, 2, 3, 4), test: Int32Array.of(5, 6) });
  });

  it('keeps the rows that are given, in their order', () => {
    expect(splitRows(5, { trainRows: [4, 0], split: 'seeded' })).toEqual({
      train: Int32Array.of(4, 0),
      test: Int32Array.of(1, 2, 3),
    });
  });

  it('when seeded is another random 80% for each seed', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => splitRows(100, { split: 'seeded', seed }));
    expect(first).toEqual(again);
    expect(first!.train).not.toEqual(other!.train);
    expect(first!.train).not.toEqual(splitRows(100, {}).train);
  });

  it('gives every row to one side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.constantFrom('ordered', 'seeded'), fc.nat(), (n, split, seed) => {
        const { train, test } = splitRows(n, { split, seed });
        expect(train.length).toBe(Math.floor(0.8 * n));
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
    );
  });
});
