import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column } from '../matrix.ts';
import { safeScale, summariseColumn, summariseColumns, type ColumnSummary } from './column-summary.ts';

const summaryOf = (...values: number[]) => summariseColumn(Float64Array.from(values));
const wave = normalMatrix(50, 1).data;

describe('a column summary', () => {
  it('gives extremes, mean and population standard deviation', () => {
    const { minimum, maximum, mean, standardDeviation, constant, scale } = summaryOf(2, 4, 4, 4, 5, 5, 7, 9);
    expect([minimum, maximum, mean, standardDeviation, scale]).toEqual([2, 9, 5, 2, 1]);
    expect(constant).toBe(false);
  });

  it('keeps its accuracy behind an offset', () => {
    const { mean, standardDeviation } = summaryOf(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
    expect([mean, standardDeviation]).toEqual([1e9 + 10, Math.sqrt(22.5)]);
  });

  it.each([1e-320, 1e-300, 1e-9, 1, 1e300])('neither overflows nor underflows at scale %d', (scale) => {
    const { mean, standardDeviation, constant } = summaryOf(-scale, scale, -scale, scale);
    expect({ mean, constant }).toEqual({ mean: 0, constant: false });
    expect(standardDeviation / scale).toBeCloseTo(1, 3);
  });

  it('of the largest numbers is finite', () => {
    const { mean, standardDeviation } = summaryOf(...Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? -1.7e308 : 1.7e308)));
    expect(Number.isFinite(mean) && Number.isFinite(standardDeviation)).toBe(true);
  });
});

describe('the summaries of a matrix', () => {
  it('are those of its columns, whatever is summarised afterwards', () => {
    const matrix = normalMatrix(3000, 5);
    const read = ({ minimum, maximum, mean, standardDeviation, constant, scale }: ColumnSummary) => [
      minimum,
      maximum,
      mean,
      standardDeviation,
      constant,
      scale,
    ];
    for (let round = 0; round < 200; round++) {
      const summaries = summariseColumns(matrix);
      const alone = summaries.map((_, j) => summariseColumn(column(matrix, j)));
      expect(summaries.map(read)).toEqual(alone.map(read));
      expect(new Set(summaries.map(({ mean }) => mean)).size).toBe(5);
    }
  });
});

describe('a constant column', () => {
  it.each([
    ['zeros', [0, 0, -0], true],
    ['equal values', [0.1, 0.1, 0.1], true],
    ['one row', [7], true],
    ['values that differ by rounding', [0.3, 0.1 + 0.2, 3 * 0.1], true],
    ['the smallest possible difference from zero', [0, 5e-324], false],
    ['variation of 1e-9 about 1', [1, 1 + 1e-9], false],
    ['variation of 1e-4 about 1e6', [1e6, 1e6 + 1e-4], false],
    ['a rare event', [0, 0, 0, 0, 1], false],
  ])('is or is not: %s', (_, values, constant) => {
    expect(summaryOf(...values).constant).toBe(constant);
  });

  it('is decided alike at every scale', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(wave, Float64Array.of(0.3, 0.1 + 0.2, 0.3)),
        fc.integer({ min: -900, max: 900 }),
        (values, exponent) => {
          const scaled = values.map((value) => value * 2 ** exponent);
          expect(summariseColumn(scaled).constant).toBe(summariseColumn(values).constant);
        },
      ),
    );
  });
});

describe('a safe scale', () => {
  it('is a power of two that brings any magnitude to where squares are safe', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (magnitude) => {
        const scaled = magnitude * safeScale(magnitude);
        expect(scaled).toBeGreaterThanOrEqual(2 ** -400);
        expect(scaled).toBeLessThanOrEqual(2 ** 400);
        expect(scaled / safeScale(magnitude)).toBe(magnitude);
      }),
    );
    expect([safeScale(0), safeScale(1), safeScale(1e-9)]).toEqual([1, 1, 1]);
  });
});
