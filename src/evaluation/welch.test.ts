import { expect, it } from 'vitest';
import { tInterval } from './score-summary.ts';
import { sampleBehindInterval, welchHalfWidth } from './welch.ts';

it('finds the sample behind an interval', () => {
  const { lower, upper } = tInterval([1, 2, 4, 5], 0.95)!;
  const { mean, variance, count } = sampleBehindInterval((lower + upper) / 2, (upper - lower) / 2, 0.95, 4);
  expect([mean, count]).toEqual([3, 4]);
  expect(variance).toBeCloseTo(10 / 3, 12);
});

it('is Welch’s interval', () => {
  // R: t.test(c(1, 2, 4, 5), c(2, 3, 3, 9, 8), conf.level = 0.9): difference −2, df 6.4502, interval −5.2869 … 1.2869.
  const a = { mean: 3, variance: 10 / 3, count: 4 };
  const b = { mean: 5, variance: 10.5, count: 5 };
  expect(welchHalfWidth(a, b, 0.9)).toBeCloseTo(3.286939003197462, 10);
  expect(welchHalfWidth({ ...a, variance: 0 }, { ...b, variance: 0 }, 0.9)).toBe(0);
});
