import { expect, it } from 'vitest';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import { listUncomputed } from './uncomputed.ts';

it('names what no cell has, and nothing once every pair is there', () => {
  const cells = DGPS.flatMap((dgp) => GEOMETRIES.map((geometry) => ({ dgp: dgp.id, geometry: geometry.id })));
  expect(listUncomputed(cells)).toEqual([]);
  const without = cells.filter(({ dgp, geometry }) => dgp !== 'D3' && geometry !== 'E9');
  expect(listUncomputed(without).map(({ id }) => id)).toEqual(['D3', 'E9']);
});
