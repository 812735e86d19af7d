import { expect, it } from 'vitest';
import { draw, N } from '../../../../tests/suite/support/dgp-draws.ts';
import { columnsOf, correlationOf } from '../../../../tests/suite/support/moments.ts';

it('is correlated but for the empty graph, another graph for another seed', () => {
  const strongest = [0, 1, 2].map((seed) => {
    const [a, b, c] = columnsOf(draw('D7', 3, { edge_probability: 1 }, N, seed).factors);
    return [correlationOf(a!, b!), correlationOf(a!, c!), correlationOf(b!, c!)];
  });
  for (const row of strongest) expect(Math.max(...row.map(Math.abs))).toBeGreaterThan(0.3);
  expect(new Set(strongest.map((row) => row[0]!.toFixed(2))).size).toBe(3);
});
