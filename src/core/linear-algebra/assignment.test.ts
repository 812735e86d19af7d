import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { fromRowMajor, fromRows, zeros, type Matrix } from '../matrix.ts';
import { assignMaximum } from './assignment.ts';

/** Second method: try every way, row by row. */
function bestTotal(weights: Matrix, row = 0, used = 0): number {
  if (row === weights.rows) return 0;
  const mayStayFree = weights.rows > weights.columns;
  let best =
    mayStayFree && row - countBits(used) < weights.rows - weights.columns ? bestTotal(weights, row + 1, used) : -Infinity;
  for (let j = 0; j < weights.columns; j++)
    if ((used & (1 << j)) === 0)
      best = Math.max(best, weights.data[j * weights.rows + row]! + bestTotal(weights, row + 1, used | (1 << j)));
  return best;
}

function countBits(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + countBits(bits >>> 1);
}

const shapes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
const weightsOf = (weight: fc.Arbitrary<number>) =>
  shapes.chain(([rows, columns]) =>
    fc
      .array(weight, { minLength: rows * columns, maxLength: rows * columns })
      .map((values) => fromRowMajor(values, rows, columns)),
  );

describe('the best assignment', () => {
  it.each([
    ['real weights', fc.double({ min: -1, max: 1, noNaN: true })],
    ['weights with many ties', fc.integer({ min: 0, max: 3 })],
  ])('has the total of an exhaustive search: %s', (_, weight) => {
    fc.assert(
      fc.property(weightsOf(weight), (weights) => {
        const { rows, columns, total } = assignMaximum(weights);
        const count = Math.min(weights.rows, weights.columns);
        expect([new Set(rows).size, new Set(columns).size]).toEqual([count, count]);
        expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
        expect(rows.reduce((sum, row, k) => sum + weights.data[columns[k]! * weights.rows + row]!, 0)).toBe(total);
        expect(Math.abs(total - bestTotal(weights))).toBeLessThan(1e-12);
      }),
      { numRuns: 400 },
    );
  });

  it('beats the greedy choice', () => {
    const { columns, total } = assignMaximum(
      fromRows([
        [10, 9],
        [9, 1],
      ]),
    );
    expect([[...columns], total]).toEqual([[1, 0], 18]);
  });

  it('among equals takes the first columns, in row order', () => {
    expect([...assignMaximum(zeros(3, 5)).columns]).toEqual([0, 1, 2]);
    expect([...assignMaximum(zeros(5, 3)).rows]).toEqual([0, 1, 2]);
  });

  it('finds a planted permutation among hundreds', () => {
    const size = 300;
    const weights = normalMatrix(size, size, 'planted');
    const plant = (row: number) => (row * 7 + 3) % size;
    for (let row = 0; row < size; row++) weights.data[plant(row) * size + row]! += 20;
    expect([...assignMaximum(weights).columns]).toEqual(Array.from({ length: size }, (_, row) => plant(row)));
  });
});
