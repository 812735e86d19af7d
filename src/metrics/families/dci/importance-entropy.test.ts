import { describe, expect, it } from 'vitest';
import { fromRows } from '../../../core/matrix.ts';
import { rowConcentration } from './importance-entropy.ts';

describe('concentration of importances', () => {
  it('is 1 where each row has one entry', () => {
    const { score, rows, weights } = rowConcentration(
      fromRows([
        [3, 0, 0],
        [0, 0, 1],
      ]),
    );
    expect(score).toBeCloseTo(1, 6);
    expect(rows).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect(weights).toEqual([0.75, 0.25]);
  });

  it('is 0 where entries are equal, and where there is nothing', () => {
    expect(
      rowConcentration(
        fromRows([
          [1, 1],
          [2, 2],
        ]),
      ).score,
    ).toBeCloseTo(0, 12);
    expect(
      rowConcentration(
        fromRows([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toEqual({ score: 0, rows: [0, 0], weights: [0, 0] });
  });

  it('weighs rows by their sums', () => {
    expect(
      rowConcentration(
        fromRows([
          [1, 1],
          [6, 0],
        ]),
      ).score,
    ).toBeCloseTo(0.75, 6);
  });

  it('takes logarithms to the base of the row length', () => {
    expect(rowConcentration(fromRows([[1, 1, 0, 0]])).score).toBeCloseTo(0.5, 6);
  });

  it('is 1 by convention in rows of one entry', () => {
    expect(rowConcentration(fromRows([[2], [1]])).rows).toEqual([1, 1]);
  });
});
