import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signFlipTest, smallestSignFlipP } from './sign-flip-test.ts';

/** Second method: every sign pattern, one by one, in exact integers. */
function bruteForce(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((a, b) => a + b, 0));
  let extreme = 0;
  for (let mask = 0; mask < 2 ** differences.length; mask++) {
    const sum = differences.reduce((total, value, i) => total + ((mask >> i) & 1 ? -value : value), 0);
    if (Math.abs(sum) >= observed) extreme++;
  }
  return extreme / 2 ** differences.length;
}

const integers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 10 });

describe('signFlipTest', () => {
  it('counts the same flips as brute force, ties included', () => {
    fc.assert(
      fc.property(integers, (values) => {
        expect(signFlipTest(values)).toBe(bruteForce(values));
      }),
      { seed: 1 },
    );
  });

  it('counts ties conservatively when rounding separates equal sums', () => {
    // 0.1 + 0.2 and 0.3 differ in the last bit: flips that only exchange them must count as equal.
    expect(signFlipTest([0.1, 0.2, 0.3, -0.1, -0.2, 0.3])).toBe(bruteForce([1, 2, 3, -1, -2, 3]));
  });

  it('does not depend on scale or sign', () => {
    fc.assert(
      fc.property(integers, fc.constantFrom(1e-9, 0.37, -1, 1e6), (values, factor) => {
        expect(signFlipTest(values.map((value) => value * factor))).toBe(signFlipTest(values));
      }),
      { seed: 1 },
    );
  });

  it('reaches its smallest p when all differences have one sign', () => {
    for (const count of [3, 6, 12, 20]) {
      const differences = Array.from({ length: count }, (_, i) => 0.001 * (i + 1));
      expect(signFlipTest(differences)).toBe(smallestSignFlipP(count));
    }
    expect(smallestSignFlipP(3)).toBe(0.25);
    expect(smallestSignFlipP(12)).toBe(2 / 4096);
  });

  it('gives 1 for no differences and for zeros', () => {
    expect(signFlipTest([])).toBe(1);
    expect(signFlipTest([0, 0, 0])).toBe(1);
    expect(() => signFlipTest(new Array<number>(41).fill(1))).toThrow(RangeError);
  });
});
