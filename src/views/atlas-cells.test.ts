import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { ATLAS_VOLUMES } from '../evaluation/atlas-plan.ts';
import { BASE_TABLE, groupMetricCells, selectBaseCells } from './atlas-cells.ts';

const cells = [
  createAtlasCell({ metric: 'mcc_pearson', part: 'matched' }),
  createAtlasCell({ metric: 'mcc_pearson', part: 'coverage' }),
  createAtlasCell({ metric: 'mcc_pearson', part: 'coverage', table: 'variants' }),
  createAtlasCell(),
];

it('selects the part that ranks, at the defaults', () => {
  expect(selectBaseCells(cells)).toEqual([cells[1], cells[3]]);
});

it('groups a metric by part and table, the part that ranks first', () => {
  expect(groupMetricCells(cells, 'mcc_pearson')).toEqual([
    { part: 'coverage', tables: [[cells[1]], [cells[2]]] },
    { part: 'matched', tables: [[cells[0]]] },
  ]);
});

it('knows the base table of the plan', () => {
  expect(ATLAS_VOLUMES[0]!.tables[0]!.id).toBe(BASE_TABLE);
});
