import { describe, expect, it } from 'vitest';
import { sin } from './mathematics.ts';
import { RandomStream } from './random/stream.ts';
import { sinModerate } from './sin-moderate.ts';

describe('sinModerate', () => {
  it.each([1, 10, 1000])('agrees with the general function up to %i', (bound) => {
    const stream = new RandomStream('test', 'sin', bound);
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = bound * (2 * stream.uniform() - 1);
      worst = Math.max(worst, Math.abs(sinModerate(x) - sin(x)));
    }
    expect(worst).toBeLessThanOrEqual(2 ** -52);
  });

  it('is odd, and leaves the rest to the general function', () => {
    expect(sinModerate(0)).toBe(0);
    expect(sinModerate(-2)).toBe(-sinModerate(2));
    expect(sinModerate(1e6)).toBe(sin(1e6));
    expect(sinModerate(Infinity)).toBeNaN();
  });
});
