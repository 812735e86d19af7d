import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jointFlips, SAMPLED_FLIPS } from './joint-flips.ts';

const numbers = (minLength: number, maxLength: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength, maxLength }).map((values) => Float64Array.from(values));

function allSums(differences: Float64Array): number[] {
  const flips = jointFlips(differences.length);
  flips.take(differences);
  return Array.from({ length: flips.blocks }, (_, block) => [...flips.sums(block)]).flat();
}

describe('jointFlips', () => {
  it('has every flip once, but for the sign of the last instance, and begins with the one that flips nothing', () => {
    // Powers of two: each flip has a sum of its own, exact in any order.
    for (let count = 2; count <= 14; count++) {
      const sums = allSums(Float64Array.from({ length: count }, (_, k) => 2 ** k));
      const whole = 2 ** count - 1;
      expect(sums[0]).toBe(whole);
      const kept = 2 ** (count - 1);
      expect(sums.toSorted((a, b) => a - b)).toEqual(Array.from({ length: kept }, (_, i) => whole - 2 * (kept - 1 - i)));
    }
  });

  it('bounds the sums of each block', () => {
    fc.assert(
      fc.property(numbers(2, 12), (differences) => {
        const flips = jointFlips(differences.length);
        flips.take(differences);
        for (let block = 0; block < flips.blocks; block++) {
          const bound = flips.bound(block);
          for (const sum of flips.sums(block)) expect(Math.abs(sum)).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  it('chooses some beyond fourteen instances, the same each time', () => {
    const differences = Float64Array.from({ length: 15 }, (_, k) => 2 ** k);
    const sums = allSums(differences);
    expect(sums).toHaveLength(SAMPLED_FLIPS);
    expect(sums[0]).toBe(2 ** 15 - 1);
    expect(allSums(differences)).toEqual(sums);
  });
});
