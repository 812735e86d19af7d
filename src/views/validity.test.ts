import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { arrangeValidity } from './validity.ts';

it('puts geometries down and DGPs across, with holes where a cell is missing', () => {
  const [first, second, third] = [
    createAtlasCell({ dgp: 'D1', geometry: 'E1' }),
    createAtlasCell({ dgp: 'D1', geometry: 'E3' }),
    createAtlasCell({ dgp: 'D2', geometry: 'E3' }),
  ];
  const { columns, rows } = arrangeValidity([first, second, third]);
  expect(columns.map(({ dgp }) => dgp)).toEqual(['D1', 'D2']);
  expect(rows.map(({ geometry, setting, cells }) => [geometry, setting, cells])).toEqual([
    ['E1', '', [first, null]],
    ['E3', '', [second, third]],
  ]);
});

it('keeps settings of one geometry apart, and names the number of codes where nothing else differs', () => {
  const { rows } = arrangeValidity([
    createAtlasCell({ table: 'variants', geometry: 'E8', parameters: { frequency: 1 } }),
    createAtlasCell({ table: 'variants', geometry: 'E8', parameters: { k: 4 } }),
    createAtlasCell({ table: 'variants', geometry: 'E4', m: 4 }),
  ]);
  expect(rows.map(({ setting }) => setting)).toEqual(['frequency 1', 'k 4', 'm = 4, d = 5']);
});
