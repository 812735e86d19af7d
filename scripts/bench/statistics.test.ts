import { describe, expect, it } from 'vitest';
import { logSlope, median, pairedRatio } from './statistics.ts';

describe('the bench’s statistics', () => {
  it('takes medians of odd and even counts', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('gives ratios with the t interval of their logarithms', () => {
    const { ratio, lower, upper, pairs } = pairedRatio([2, 8], [1, 1]);
    expect([ratio, pairs]).toEqual([expect.closeTo(4, 12), 2]);
    // Mean log 4, standard error ln 2, t(0.975, 1) = 12.706.
    expect(upper! / ratio).toBeCloseTo(2 ** 12.7062, 0);
    expect(ratio / lower!).toBeCloseTo(2 ** 12.7062, 0);
    expect(pairedRatio([3], [1])).toEqual({ ratio: expect.closeTo(3, 12), lower: null, upper: null, pairs: 1 });
  });

  it('finds the exponent of a power law', () => {
    expect(logSlope([1, 2, 4], [5, 20, 80])).toBeCloseTo(2, 12);
  });
});
