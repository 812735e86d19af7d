import { describe, expect, it } from 'vitest';
import { coefficientOfDetermination, shareOfEqual } from './goodness-of-fit.ts';

describe('goodness of fit', () => {
  it('is R²: 1 for exact predictions, 0 for the mean, negative for worse', () => {
    const actual = Float64Array.of(1, 2, 6);
    expect(coefficientOfDetermination(actual, actual)).toBe(1);
    expect(coefficientOfDetermination(actual, Float64Array.of(3, 3, 3))).toBe(0);
    expect(coefficientOfDetermination(actual, Float64Array.of(6, 2, 1))).toBeCloseTo(1 - 50 / 14, 12);
  });

  it('is 1 or 0 where nothing varies', () => {
    expect(coefficientOfDetermination(Float64Array.of(2, 2), Float64Array.of(2, 2))).toBe(1);
    expect(coefficientOfDetermination(Float64Array.of(2, 2), Float64Array.of(2, 3))).toBe(0);
  });

  it('is the share of right classes', () => expect(shareOfEqual([0, 1, 2, -1], [0, 1, 1, 0])).toBe(0.5));
});
