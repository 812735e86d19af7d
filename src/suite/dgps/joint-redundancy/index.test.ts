import { expect, it } from 'vitest';
import { draw, faultsOf } from '../../../../tests/suite/support/dgp-draws.ts';
import { column } from '../../../core/matrix.ts';

it('makes factors 3 … r + 2 functions of the first two', () => {
  const { factors, model } = draw('D4', 12, { r: 5 }, 200);
  const [x, y] = [column(factors, 0), column(factors, 1)];
  const expected = [...x].map((a, i) => {
    const b = y[i]!;
    return [a * b, a + b, a * a + b * b, a - b, a * a - b * b];
  });
  for (let k = 0; k < 5; k++) expect([...column(factors, k + 2)]).toEqual(expected.map((row) => row[k]));
  expect(model.linearRank).toBe(10);
});

it('refuses half or more redundant factors', () => {
  expect(faultsOf('D4', 4, { r: 2 })).toEqual(['r']);
  expect(faultsOf('D4', 2)).toEqual(['r']);
  expect(faultsOf('D4', 3)).toEqual([]);
  expect(faultsOf('D4', 20, { r: 6 })).toEqual(['r']);
});
