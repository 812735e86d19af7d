import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseColumn } from './column-summary.ts';
import { equalWidthBins } from './equal-width-bins.ts';

const binsOf = (list: readonly number[], bins: number) => {
  const values = Float64Array.from(list);
  return [...equalWidthBins(values, summariseColumn(values), bins)];
};

/** Second method: count the edges that are not above the value. */
function binsByCounting(list: readonly number[], bins: number): number[] {
  const minimum = Math.min(...list);
  const step = (Math.max(...list) - minimum) / bins;
  const edges = Array.from({ length: bins }, (_, i) => i * step + minimum);
  return list.map((value) => edges.filter((edge) => edge <= value).length - 1);
}

describe('equal-width bins', () => {
  it('contain their lower edge, and the last one the maximum', () => {
    expect(binsOf([0, 1, 2, 3, 4], 4)).toEqual([0, 1, 2, 3, 3]);
    expect(binsOf([0, 0.999, 1, 4], 4)).toEqual([0, 0, 1, 3]);
  });

  it('put a constant column in one bin', () => {
    expect(binsOf([2.5, 2.5, 2.5], 20)).toEqual([0, 0, 0]);
    expect(binsOf([0.3, 0.1 + 0.2], 20)).toEqual([0, 0]);
  });

  it('agree with a count of edges, also for values on and beside an edge', () => {
    const grid = fc.integer({ min: -60, max: 60 }).map((k) => k / 10);
    const beside = fc.tuple(grid, fc.constantFrom(1 - 2 ** -53, 1 + 2 ** -52)).map(([value, factor]) => value * factor);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(grid, beside, fc.double({ min: -6, max: 6, noNaN: true })), { minLength: 2, maxLength: 60 }),
        (list) => {
          fc.pre(!summariseColumn(Float64Array.from(list)).constant);
          expect(binsOf(list, 20)).toEqual(binsByCounting(list, 20));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do not depend on scale, however extreme', () => {
    const list = [-1.5, -0.3, 0.2, 0.25, 1.1, 1.7];
    for (const exponent of [-1020, -300, 300, 1022])
      expect(
        binsOf(
          list.map((value) => value * 2 ** exponent),
          20,
        ),
      ).toEqual(binsOf(list, 20));
  });
});
