import { expect, test } from 'vitest';
import { isExact, isFolded } from './exact-values.ts';

test.each([
  [2 ** 31 - 1, true, true],
  [2 ** 31, true, false],
  [-(2 ** 31), true, false],
  [1.5, true, false],
  [0.5, false, true],
  [0.1, false, false],
  [Infinity, false, false],
  [Number.NaN, false, false],
  [{ fixed: 0, perRow: 784 }, true, true],
  [{ fixed: 0, perRow: 2 ** 21 }, true, false],
  [{ fixed: 0, perRow: 784 }, false, true],
  [{ fixed: 0, perRow: 2 ** 15 }, false, false],
  [{ fixed: 0, perRow: 0.5 }, false, false],
  [undefined, true, false],
] as const)('%j as an integer %s: %s', (value, integer, exact) => {
  expect(isExact(value, integer)).toBe(exact);
});

test('bytes, halves and doubles are not followed', () => {
  expect([1, 6, 7, 9].every(isFolded)).toBe(true);
  expect([2, 3, 4, 5, 10, 11, 12, 13, 16, undefined].some(isFolded)).toBe(false);
});
