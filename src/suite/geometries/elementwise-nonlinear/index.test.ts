import { expect, it } from 'vitest';
import { affineSource, draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf } from '../../../../tests/suite/support/moments.ts';

it.each([0, 0.3, 1])('keeps order at α = %d, under D4 too', (alpha) => {
  for (const dgp of ['D1', 'D4']) {
    const { factors, codes } = draw({ dgp, geometry: 'E2', d: 8, n: 1000, parameters: { alpha } });
    for (const code of columnsOf(codes)) {
      const keepsOrder = columnsOf(factors).map((z) => {
        const order = Array.from(z.keys()).sort((a, b) => z[a]! - z[b]!);
        return order.every((row, i) => i === 0 || code[row]! > code[order[i - 1]!]!);
      });
      expect(keepsOrder.filter(Boolean)).toHaveLength(1);
    }
  }
});

it('is linear at α = 0, whichever functions are named', () => {
  const [own, paper] = ['own', 'paper'].map((functions) => draw({ geometry: 'E2', parameters: { alpha: 0, functions } }));
  for (const code of columnsOf(own!.codes)) expect(affineSource(own!.factors, code).slope).toBeGreaterThan(0);
  expect([...paper!.codes.data]).toEqual([...own!.codes.data]);
});

it('refuses a strength outside [0, 1]', () =>
  expect(faultsOf({ geometry: 'E2', parameters: { alpha: 1.1 } })).toEqual(['alpha']));
