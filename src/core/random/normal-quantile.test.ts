import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erfc } from '../mathematics.ts';
import { normalQuantile } from './normal-quantile.ts';

const SMALLEST_UNIFORM = 2 ** -53;

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.001, -3.090232306167813],
    [0.3, -0.5244005127080407],
    [0.975, 1.9599639845400536],
    [1e-10, -6.361340902404056],
    [1e-300, -37.0470962993612],
  ])('at %d is %d', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(4e-15 * Math.abs(expected));
  });

  it('inverts the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: SMALLEST_UNIFORM, max: 0.5, noNaN: true }), (p) => {
        const z = normalQuantile(p);
        const back = erfc(-z * Math.SQRT1_2) / 2;
        // The further out, the more a rounding of z counts: z² times as much.
        expect(Math.abs(back - p)).toBeLessThanOrEqual((16 + 4 * z * z) * Number.EPSILON * p);
      }),
    );
  });

  it('is odd about one half', () => {
    for (const p of [0.25, 0.0625, 2 ** -20]) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  });
});
