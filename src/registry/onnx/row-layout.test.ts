import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowCount } from './quantity.ts';
import { broadcastRows, reshapeRows, targetSizes, type ShapedTensor } from './row-layout.ts';
import { indicesOf } from './traced-tensor.ts';
import { Untraceable } from './untraceable.ts';

const ROWS = 3;
const batch = (...shape: number[]): ShapedTensor => ({ shape: [1, ...shape], rows: { axis: 0, outer: 1, inner: 1 } });

/** The row that each value belongs to, in C order. */
function rowsOf({ shape, rows }: ShapedTensor): number[] {
  const sizes = shape.map((size, axis) => (axis === rows!.axis ? size! * ROWS : size!));
  return Array.from(indicesOf(sizes), (index) => Math.floor(index[rows!.axis]! / rows!.inner) % ROWS);
}

const length = fc.integer({ min: 1, max: 4 });

test('a reshape leaves each value with its row, or is refused', () => {
  let kept = 0;
  fc.assert(
    fc.property(
      length,
      length,
      fc.array(fc.constantFrom(1, 2, 3, 4, -1, 'batch' as const), { minLength: 1, maxLength: 4 }),
      (a, b, target) => {
        const data = batch(a, b);
        try {
          const sizes = targetSizes(
            target.map((size) => (size === 'batch' ? rowCount(1) : size)),
            data,
            false,
          );
          const result = reshapeRows(data, sizes);
          expect(rowsOf(result)).toEqual(rowsOf(data));
          kept++;
        } catch (error) {
          expect(error).toBeInstanceOf(Untraceable);
        }
      },
    ),
    { seed: 3, numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(50);
});

test('tokens are joined with the batch and parted from it', () => {
  const joined = reshapeRows(batch(4, 6), [{ count: 4 }, 6]);
  expect(joined).toEqual({ shape: [4, 6], rows: { axis: 0, outer: 1, inner: 4 } });
  expect(reshapeRows(joined, [{ count: 1 }, 'rest'])).toEqual({ shape: [1, 24], rows: { axis: 0, outer: 1, inner: 1 } });
  const turned: ShapedTensor = { shape: [4, 1, 6], rows: { axis: 1, outer: 1, inner: 1 } };
  expect(reshapeRows(turned, ['rest', 6])).toEqual({ shape: [4, 6], rows: { axis: 0, outer: 4, inner: 1 } });
  expect(() => reshapeRows(turned, [{ count: 1 }, 24])).toThrow('cuts rows of the batch');
});

test('rows meet themselves alone', () => {
  expect(broadcastRows([batch(5), { shape: [5] }])).toEqual(batch(5));
  expect(broadcastRows([batch(4, 5), { shape: [1, 4, 1] }])).toEqual(batch(4, 5));
  expect(() => broadcastRows([batch(5), { shape: [3, 5] }])).toThrow('a constant of 3 rows');
  expect(() => broadcastRows([batch(5), { shape: [5, 1], rows: { axis: 1, outer: 1, inner: 1 } }])).toThrow('with one another');
  expect(() => broadcastRows([batch(5), { shape: [4] }])).toThrow('do not fit');
});
