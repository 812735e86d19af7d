import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column, fromRows } from '../matrix.ts';
import { crossProduct } from './cross-product.ts';
import { multiply } from './multiply.ts';
import { decomposeSingular } from './singular-values.ts';

describe('a singular value decomposition', () => {
  it('of a known matrix', () => {
    expect([
      ...decomposeSingular(
        fromRows([
          [3, 0],
          [4, 5],
        ]),
      ).values,
    ]).toEqual([expect.closeTo(Math.sqrt(45), 13), expect.closeTo(Math.sqrt(5), 13)]);
  });

  it('satisfies uᵀAv = σ, also for singular matrices', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.boolean(), (size, singular) => {
        const a = normalMatrix(size, size);
        if (singular) column(a, size - 1).fill(0);
        const { left, values, right } = decomposeSingular(a);
        const core = crossProduct(left, multiply(a, right));
        core.data.forEach((entry, k) => {
          const wanted = k % (size + 1) === 0 ? values[k / (size + 1)]! : 0;
          expect(Math.abs(entry - wanted)).toBeLessThan(1e-12);
        });
        if (singular) expect(values[size - 1]).toBeLessThan(1e-14);
      }),
    );
  });
});
