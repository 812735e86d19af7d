import { Matrix as DenseMatrix, pseudoInverse } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column, fromRows, leadingColumns, selectColumns, toRows, zeros, type Matrix } from '../matrix.ts';
import { leastSquares, leastSquaresOfLeadingColumns } from './least-squares.ts';
import { multiply } from './multiply.ts';

const CUTOFF = 1e-12;

function residualSquaresOf(a: Matrix, b: Matrix, coefficients: Matrix): number[] {
  const fit = multiply(a, coefficients);
  return Array.from({ length: b.columns }, (_, j) =>
    column(b, j).reduce((sum, value, i) => sum + (value - column(fit, j)[i]!) ** 2, 0),
  );
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  k: fc.integer({ min: 1, max: 8 }),
  l: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(99),
});

describe('least squares', () => {
  it('fits a line', () => {
    const { coefficients, rank, residualSquares } = leastSquares(
      fromRows([
        [1, 0],
        [1, 1],
        [1, 2],
      ]),
      fromRows([[1], [3], [8]]),
      CUTOFF,
    );
    expect(rank).toBe(2);
    expect(coefficients.data[0]).toBeCloseTo(0.5, 13);
    expect(coefficients.data[1]).toBeCloseTo(3.5, 13);
    expect(residualSquares[0]).toBeCloseTo(1.5, 13);
  });

  it('gives the minimum-norm solution and its residual for any shape, copied columns included', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), ({ n, k, l, seed }, copied) => {
        const drawn = normalMatrix(n, k, seed);
        const a = copied ? selectColumns(drawn, [...Array(k).keys(), 0, k - 1]) : drawn;
        const b = normalMatrix(n, l, seed, 'b');
        const { coefficients, rank, residualSquares } = leastSquares(a, b, CUTOFF);
        expect(rank).toBe(Math.min(n, k));
        residualSquaresOf(a, b, coefficients).forEach((value, j) =>
          expect(Math.abs(residualSquares[j]! - value)).toBeLessThan(1e-9),
        );
        const reference = pseudoInverse(new DenseMatrix(toRows(a))).mmul(new DenseMatrix(toRows(b)));
        toRows(coefficients)
          .flat()
          .forEach((value, i) => {
            const wanted = reference.to1DArray()[i]!;
            expect(Math.abs(value - wanted)).toBeLessThan(1e-8 * (1 + Math.abs(wanted)) * conditionOf(a));
          });
      }),
    );
  });

  it('drops singular values below the cut-off, and only those', () => {
    const a = fromRows([
      [1, 0],
      [0, 1e-6],
      [0, 0],
    ]);
    const b = fromRows([[2], [3], [4]]);
    const kept = leastSquares(a, b, 1e-7);
    expect([kept.rank, ...kept.coefficients.data, ...kept.residualSquares]).toEqual([2, 2, expect.closeTo(3e6, 4), 16]);
    const dropped = leastSquares(a, b, 1e-5);
    expect([dropped.rank, ...dropped.coefficients.data, ...dropped.residualSquares]).toEqual([1, 2, 0, 25]);
  });

  it('explains nothing with no columns, or with zeros', () => {
    const b = fromRows([[3], [4]]);
    expect(leastSquares(zeros(2, 0), b, CUTOFF)).toMatchObject({ rank: 0, residualSquares: Float64Array.of(25) });
    expect(leastSquares(zeros(2, 3), b, CUTOFF)).toMatchObject({ rank: 0, residualSquares: Float64Array.of(25) });
  });

  it('of the first columns has the coefficients, bit for bit, that it has without the others', () => {
    fc.assert(
      fc.property(shapes, ({ n, k, l, seed }) => {
        const [a, b] = [normalMatrix(n, k, seed), normalMatrix(n, l, seed, 'b')];
        const counts = [...Array(k + 1).keys()];
        leastSquaresOfLeadingColumns(a, b, CUTOFF, counts).forEach((solution, count) => {
          const alone = leastSquares(leadingColumns(a, count), b, CUTOFF);
          expect(solution.coefficients).toEqual(alone.coefficients);
          expect(solution.rank).toBe(alone.rank);
          solution.residualSquares.forEach((value, j) => expect(value).toBeCloseTo(alone.residualSquares[j]!, 9));
        });
      }),
    );
  });
});

/** Larger of 1 and the ratio of the extreme non-zero singular values: what rounding is amplified by. */
function conditionOf(a: Matrix): number {
  const inverse = pseudoInverse(new DenseMatrix(toRows(a)));
  return Math.max(1, inverse.norm() * new DenseMatrix(toRows(a)).norm());
}
