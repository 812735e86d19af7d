import { expect, it } from 'vitest';
import { draw, LOOSE, N } from '../../../../tests/suite/support/dgp-draws.ts';
import { column } from '../../../core/matrix.ts';

it('takes its levels equally often', () => {
  const values = column(draw('D6', 1, { levels: 4 }).factors, 0);
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect(counts.size).toBe(4);
  for (const count of counts.values()) expect(Math.abs(count / N - 0.25)).toBeLessThan(LOOSE);
});
