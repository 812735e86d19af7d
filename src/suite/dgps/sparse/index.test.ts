import { expect, it } from 'vitest';
import { draw, LOOSE, N } from '../../../../tests/suite/support/dgp-draws.ts';
import { column } from '../../../core/matrix.ts';

it('is exactly zero as often as stated', () => {
  const values = column(draw('D8', 1, { active: 0.2 }).factors, 0);
  expect(Math.abs(values.filter((value) => value === 0).length / N - 0.8)).toBeLessThan(LOOSE);
});
