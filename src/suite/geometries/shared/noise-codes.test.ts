import { expect, it } from 'vitest';
import { draw } from '../../../../tests/suite/support/geometry-draws.ts';
import { largestCorrelation } from '../../../../tests/suite/support/moments.ts';

it.each(['E9', 'E10'])('%s does not depend on the factors, and is the same under every DGP', (geometry) => {
  const n = 20_000;
  const { factors, codes } = draw({ geometry, n, m: 8 });
  // Forty correlations of independent columns: five standard errors.
  expect(largestCorrelation(factors, codes)).toBeLessThan(5 / Math.sqrt(n));
  expect(largestCorrelation({ ...codes, columns: 4 }, { ...codes, columns: 4, data: codes.data.subarray(4 * n) })).toBeLessThan(
    5 / Math.sqrt(n),
  );
  expect([...draw({ dgp: 'D2', geometry, n, m: 8 }).codes.data]).toEqual([...codes.data]);
});
