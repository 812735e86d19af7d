import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fairCoinTail } from './binomial.ts';

/** Every outcome of the tosses, counted. */
function countedTail(least: number, tosses: number): number {
  let reaching = 0;
  for (let outcome = 0; outcome < 2 ** tosses; outcome++) {
    const heads = [...outcome.toString(2)].filter((bit) => bit === '1').length;
    if (heads >= least) reaching++;
  }
  return reaching / 2 ** tosses;
}

it('equals the share of all outcomes', () => {
  for (let tosses = 0; tosses <= 12; tosses++)
    for (let least = 0; least <= tosses + 1; least++)
      expect(fairCoinTail(least, tosses)).toBeCloseTo(countedTail(least, tosses), 14);
});

it('is a tail: complementary, falling, within [0, 1]', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1001), (tosses, least) => {
      const tail = fairCoinTail(least, tosses);
      expect(tail).toBeGreaterThanOrEqual(0);
      expect(tail).toBeLessThanOrEqual(1);
      expect(fairCoinTail(least + 1, tosses)).toBeLessThanOrEqual(tail);
      expect(tail + fairCoinTail(tosses - least + 1, tosses)).toBeCloseTo(1, 10);
    }),
  );
});
