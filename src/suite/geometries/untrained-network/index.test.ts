import { expect, it } from 'vitest';
import { draw } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf, correlationOf } from '../../../../tests/suite/support/moments.ts';

it('mixes all factors, and not linearly', () => {
  const { factors, codes } = draw({ geometry: 'E14', n: 20_000 });
  for (const code of columnsOf(codes)) {
    const shares = columnsOf(factors).map((z) => correlationOf(z, code) ** 2);
    expect(shares.filter((share) => share > 1e-3).length).toBeGreaterThanOrEqual(3);
    expect(shares.reduce((a, b) => a + b)).toBeLessThan(0.995);
  }
});
