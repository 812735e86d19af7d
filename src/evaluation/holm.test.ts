import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustHolm } from './holm.ts';

describe('adjustHolm', () => {
  it('multiplies by the hypotheses left, and never decreases', () => {
    const adjusted = adjustHolm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((expected, i) => expect(adjusted[i]).toBeCloseTo(expected, 14));
  });

  it('lies between the raw p and Bonferroni, and keeps the order', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(pValues, (raw) => {
        const adjusted = adjustHolm(raw);
        raw.forEach((p, i) => {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]!).toBeLessThanOrEqual(Math.min(1, p * raw.length));
          raw.forEach((q, j) => p < q && expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!));
          raw.forEach((q, j) => p === q && expect(adjusted[i]!).toBe(adjusted[j]!));
        });
      }),
      { seed: 1 },
    );
  });

  it('handles nothing', () => expect(adjustHolm([])).toEqual([]));
});
