import { expect, it } from 'vitest';
import { correlations, draw, LOOSE } from '../../../../tests/suite/support/dgp-draws.ts';
import { columnsOf, meanOf } from '../../../../tests/suite/support/moments.ts';
import { EXCESS_KURTOSIS } from '../../tracks/sources.ts';

it('takes three families in turn, none of them Gaussian', () => {
  const kurtosis = columnsOf(draw('D5', 3).factors).map((values) => meanOf(values.map((z) => z ** 4)) - 3);
  expect(kurtosis[0]).toBeGreaterThan(2);
  expect(kurtosis[1]).toBeCloseTo(EXCESS_KURTOSIS.uniform, 1);
  expect(kurtosis[2]).toBeCloseTo(EXCESS_KURTOSIS.bimodal, 1);
  for (const r of correlations('D5', 3)) expect(Math.abs(r)).toBeLessThan(LOOSE);
});
