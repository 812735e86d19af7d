import { describe, expect, it } from 'vitest';
import { expNonPositive } from './exp-non-positive.ts';
import { exp } from './mathematics.ts';
import { RandomStream } from './random/stream.ts';

describe('expNonPositive', () => {
  it('agrees with the general function to two units in the last place', () => {
    const stream = new RandomStream('test', 'exp');
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = -stream.uniform() * (i % 2 === 0 ? 2 : 700);
      worst = Math.max(worst, Math.abs(expNonPositive(x) / exp(x) - 1));
    }
    expect(worst).toBeLessThanOrEqual(2 * 2 ** -52);
  });

  it('is exact at zero and zero far out', () => {
    expect(expNonPositive(0)).toBe(1);
    expect(expNonPositive(-0)).toBe(1);
    expect(expNonPositive(-1e300)).toBe(0);
    expect(expNonPositive(-Infinity)).toBe(0);
  });
});
