import { expect, it } from 'vitest';
import { draw, faultsOf } from '../../../../tests/suite/support/dgp-draws.ts';
import { correlationOf, covarianceOf } from '../../../../tests/suite/support/moments.ts';
import { column } from '../../../core/matrix.ts';
import { SCALAR_FUNCTIONS } from '../../scalar-functions.ts';

it('makes factors 2 … r + 1 functions of the first, and no others', () => {
  const { factors } = draw('D3', 8, { r: 3 }, 500);
  const first = column(factors, 0);
  for (let k = 0; k < 3; k++)
    expect([...column(factors, k + 1)]).toEqual([...first].map((z) => SCALAR_FUNCTIONS.own[k]!.apply(z)));
  for (let j = 4; j < 8; j++) expect(Math.abs(correlationOf(first, column(factors, j)))).toBeLessThan(0.2);
});

it('keeps the same factors below added noise', () => {
  const [exact, noisy] = [draw('D3', 5, {}, 500).factors, draw('D3', 5, { noise: 0.2 }, 500).factors];
  const noise = [...column(noisy, 1)].map((value, i) => value - column(exact, 1)[i]!);
  expect([...column(noisy, 0)]).toEqual([...column(exact, 0)]);
  expect(Math.sqrt(covarianceOf(noise, noise))).toBeCloseTo(0.2 * SCALAR_FUNCTIONS.own[0]!.standardDeviation, 1);
  expect(draw('D3', 5, { noise: 0.2 }).model.determinations).toEqual([]);
});

it('refuses half or more redundant factors, and noise on a function without variance', () => {
  expect(faultsOf('D3', 4, { r: 2 })).toEqual(['r']);
  expect(faultsOf('D3', 2)).toEqual(['r']);
  expect(faultsOf('D3', 20, { r: 8 })).toEqual(['r']);
  expect(faultsOf('D3', 5, { r: 2, noise: 0.1, functions: 'paper' })).toEqual(['noise']);
  expect(faultsOf('D3', 5, { r: 1, noise: 0.1, functions: 'paper' })).toEqual([]);
});
