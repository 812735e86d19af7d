import { describe, expect, it } from 'vitest';
import { summariseScores, tInterval } from './score-summary.ts';

describe('summariseScores', () => {
  it('is the mean with Student’s interval', () => {
    const { count, mean, lower, upper } = summariseScores([0.8, 0.9, 0.7, 0.85]);
    expect(count).toBe(4);
    expect(mean).toBeCloseTo(0.8125, 14);
    // mean ± qt(0.975, 3) · sd/√4, with qt = 3.182446305284263 and sd = √0.00729166…
    expect(lower).toBeCloseTo(0.8125 - (3.182446305284263 * Math.sqrt(0.021875 / 3)) / 2, 12);
    expect(upper).toBeCloseTo(0.8125 + (3.182446305284263 * Math.sqrt(0.021875 / 3)) / 2, 12);
  });

  it('has no interval for fewer than two scores, and a point for equal ones', () => {
    expect(summariseScores([])).toEqual({ count: 0, mean: null, lower: null, upper: null });
    expect(summariseScores([0.4])).toEqual({ count: 1, mean: 0.4, lower: null, upper: null });
    expect(tInterval([0.1, 0.1, 0.1], 0.95)).toEqual({ lower: 0.1, upper: 0.1 });
  });
});
