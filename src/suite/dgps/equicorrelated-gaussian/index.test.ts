import { expect, it } from 'vitest';
import { correlations, faultsOf, LOOSE } from '../../../../tests/suite/support/dgp-draws.ts';

it.each([-0.24, -0.1, 0, 0.5, 0.99])('has correlation %d between every two factors', (rho) => {
  for (const r of correlations('D2', 5, { rho })) expect(Math.abs(r - rho)).toBeLessThan(LOOSE);
});

it('refuses correlations that do not exist', () => {
  expect(faultsOf('D2', 5, { rho: -0.25 })).toEqual(['rho']);
  expect(faultsOf('D2', 5, { rho: -0.249 })).toEqual([]);
  expect(faultsOf('D2', 3, { rho: -0.5 })).toEqual(['rho']);
  expect(faultsOf('D2', 2, { rho: -0.99 })).toEqual([]);
  expect(faultsOf('D2', 1)).toEqual(['d']);
});
