import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { summariseColumn } from './column-summary.ts';
import { standardiseColumn } from './standardise.ts';

function standardised(values: Float64Array): Float64Array {
  const { mean, scale } = summariseColumn(values);
  const target = new Float64Array(values.length);
  standardiseColumn(values, target, mean, scale);
  return target;
}

describe('standardising a column', () => {
  it('gives mean 0 and population variance 1, whatever its scale and offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.constantFrom(1e-300, 1e-9, 1, 1e200),
        fc.constantFrom(0, 1, 1e6),
        (n, scale, offset) => {
          const result = standardised(normalMatrix(n, 1).data.map((value) => (value + offset) * scale));
          const mean = result.reduce((sum, value) => sum + value, 0) / n;
          const variance = result.reduce((sum, value) => sum + value * value, 0) / n;
          expect(Math.abs(mean)).toBeLessThan(1e-13);
          expect(Math.abs(variance - 1)).toBeLessThan(1e-13);
        },
      ),
    );
  });

  it('gives the two values of a two-point column', () => {
    expect([...standardised(Float64Array.of(3, 5, 5, 3))]).toEqual([-1, 1, 1, -1]);
  });
});
