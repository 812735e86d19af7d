import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTail, exactBounds } from '../../core/statistics/binomial.ts';
import { errorRate, FULL_LOOKS, SHORT_LOOK, SLOW_LOOKS } from './error-rate.ts';

/** Errors spread evenly over the draws. */
const flags = (errors: number, draws: number) => Array.from({ length: draws }, (_, i) => ((i + 1) * errors) % draws < errors);

describe('exact bounds', () => {
  it('are the quantiles of Clopper and Pearson', () => {
    // By hand: 1 − 0.05^(1/n) for no event.
    expect(exactBounds(0, 20, 0.05).upper).toBeCloseTo(0.139, 3);
    expect(exactBounds(0, 60, 0.03).upper).toBeCloseTo(0.0568, 4);
    expect(exactBounds(20, 20, 0.05).lower).toBeCloseTo(1 - 0.139, 3);
    // scipy.stats.beta.ppf
    expect(exactBounds(3, 40, 0.05).upper).toBeCloseTo(0.182587, 5);
    expect(exactBounds(3, 40, 0.05).lower).toBeCloseTo(0.020754, 5);
  });

  it('hold with the confidence that they state, at every rate', () => {
    for (const p of [0, 0.01, 0.1, 0.5]) {
      let [below, above] = [0, 0];
      for (let k = 0; k <= 60; k++) {
        const probability = binomialTail(k, 60, p) - binomialTail(k - 1, 60, p);
        const { lower, upper } = exactBounds(k, 60, 0.05);
        if (upper < p) below += probability;
        if (lower > p) above += probability;
      }
      expect(below).toBeLessThanOrEqual(0.05);
      expect(above).toBeLessThanOrEqual(0.05);
    }
  });
});

describe('looks', () => {
  it('need at most 1 error of 60 at once, 14 of 240, or 5 of 120', () => {
    expect(errorRate(flags(1, 60), FULL_LOOKS).state).toBe('sound');
    expect(errorRate(flags(2, 60), FULL_LOOKS).state).toBe('open');
    expect(errorRate(flags(14, 240), FULL_LOOKS).state).toBe('sound');
    expect(errorRate(flags(15, 240), FULL_LOOKS).state).toBe('open');
    expect(errorRate(flags(5, 120), SLOW_LOOKS).state).toBe('sound');
    expect(errorRate(flags(6, 120), SLOW_LOOKS).state).toBe('open');
    expect(errorRate(flags(0, 29), SHORT_LOOK).state).toBe('sound');
    expect(errorRate(flags(0, 20), SHORT_LOOK)).toMatchObject({ state: 'open', draws: 0 });
  });

  it('only narrow, and what was decided stays decided, even where the rate changes between looks', () => {
    // Streams of one rate hardly ever leave the first interval: a test with them passes without any intersection.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 180 }), (early, late) => {
        const wrong = [...flags(early, 60), ...flags(late, 180)];
        const first = errorRate(wrong.slice(0, 60), FULL_LOOKS);
        const second = errorRate(wrong, FULL_LOOKS);
        expect(second.bounds.lower).toBeGreaterThanOrEqual(first.bounds.lower);
        expect(second.bounds.upper).toBeLessThanOrEqual(first.bounds.upper);
        expect(second.bounds.lower).toBeLessThanOrEqual(second.bounds.upper);
        if (first.state !== 'open') expect(second).toEqual(first);
      }),
      // 10 errors of 60 leave the cell open; without errors later the second interval lies below the first.
      {
        numRuns: 60,
        examples: [
          [10, 0],
          [2, 180],
          [5, 18],
        ],
      },
    );
  });
});
