import { expect, it } from 'vitest';
import { correlations, draw, LOOSE } from '../../../../tests/suite/support/dgp-draws.ts';
import { columnsOf, meanOf } from '../../../../tests/suite/support/moments.ts';

it('is uncorrelated with mean 0', () => {
  for (const r of correlations('D1', 4)) expect(Math.abs(r)).toBeLessThan(LOOSE);
  for (const values of columnsOf(draw('D1', 4).factors)) expect(Math.abs(meanOf(values))).toBeLessThan(LOOSE);
});
