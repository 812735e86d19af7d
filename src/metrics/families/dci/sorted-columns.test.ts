import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromRows } from '../../../core/matrix.ts';
import { sortColumns, toSingle } from './sorted-columns.ts';

const matrixOf = (values: readonly number[]) => fromRows(values.map((value) => [value]));

describe('sorted columns', () => {
  it('hold single-precision values of the chosen rows, renumbered', () => {
    const { rows, columns, values, order, ranks } = sortColumns(
      fromRows([
        [9, 9],
        [3, -1],
        [-0, 0.1],
        [1, 7],
      ]),
      [3, 1, 2],
    );
    expect([rows, columns]).toEqual([3, 2]);
    expect([...values]).toEqual([1, 3, 0, 7, -1, Math.fround(0.1)]);
    expect([...order]).toEqual([2, 0, 1, 1, 2, 0]);
    expect([...ranks]).toEqual([1, 2, 0, 2, 0, 1]);
  });

  it('are in ascending order, equal values in row order, and ranks invert the order', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (column) => {
        const { values, order, ranks } = sortColumns(
          matrixOf(column),
          column.map((_, i) => i),
        );
        for (let rank = 1; rank < order.length; rank++) {
          const [before, after] = [order[rank - 1]!, order[rank]!];
          expect(values[before]! < values[after]! || (values[before] === values[after] && before < after)).toBe(true);
        }
        order.forEach((row, rank) => expect(ranks[row]).toBe(rank));
      }),
    );
  });

  it('keep what is beyond single precision finite', () => {
    expect([toSingle(1e44), toSingle(-1e300), toSingle(-0)]).toEqual([3.4028234663852886e38, -3.4028234663852886e38, 0]);
  });

  it('number more rows than two bytes can', () => {
    const n = 2 ** 16 + 3;
    const { order } = sortColumns(
      matrixOf(Array.from({ length: n }, (_, i) => -i)),
      Array.from({ length: n }, (_, i) => i),
    );
    expect(order.BYTES_PER_ELEMENT).toBe(4);
    expect([order[0], order[n - 1]]).toEqual([n - 1, 0]);
  });
});
