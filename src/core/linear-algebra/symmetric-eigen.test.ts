import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrices } from '../../../tests/support/arbitraries.ts';
import { column, fromRows } from '../matrix.ts';
import { crossProduct } from './cross-product.ts';
import { multiply } from './multiply.ts';
import { decomposeSymmetric } from './symmetric-eigen.ts';

describe('a symmetric eigendecomposition', () => {
  it('of a known matrix', () => {
    const { values, vectors } = decomposeSymmetric(
      fromRows([
        [2, 1],
        [1, 2],
      ]),
    );
    expect([...values]).toEqual([expect.closeTo(3, 14), expect.closeTo(1, 14)]);
    expect(Math.abs(vectors.data[0]! / vectors.data[1]!)).toBeCloseTo(1, 14);
  });

  it('satisfies Av = λv with orthonormal v and descending λ', () => {
    fc.assert(
      fc.property(normalMatrices(30, 8), (drawn) => {
        const a = crossProduct(drawn, drawn);
        const { values, vectors } = decomposeSymmetric(a);
        const mapped = multiply(a, vectors);
        const gram = crossProduct(vectors, vectors);
        values.forEach((value, k) => {
          if (k > 0) expect(value).toBeLessThanOrEqual(values[k - 1]!);
          column(mapped, k).forEach((entry, i) => expect(Math.abs(entry - value * column(vectors, k)[i]!)).toBeLessThan(1e-10));
          column(gram, k).forEach((entry, i) => expect(Math.abs(entry - (i === k ? 1 : 0))).toBeLessThan(1e-12));
        });
      }),
    );
  });
});
