import { expect, it } from 'vitest';
import { COMMITTED_VOLUMES } from '../../tests/views/committed-atlas.ts';
import type { AtlasRow } from '../evaluation/atlas-document.ts';
import { describeLooks, summariseTables } from './atlas-summary.ts';

const document = COMMITTED_VOLUMES[0]!;

it('counts cells, verdicts and what was looked at again, table by table', () => {
  const tables = summariseTables([document]);
  expect(tables.map(({ id, cells }) => [id, cells])).toEqual([
    ['base', 112],
    ['variants', 40],
  ]);
  expect(tables.reduce((sum, { tally }) => sum + tally.total, 0)).toBe(document.verdict_count);

  const [cell] = document.cells;
  const seen: AtlasRow = [0.5, 0.4, 0.6, 0, 0, 20];
  const again: AtlasRow = [0.5, 0.4, 0.6, 0, 0, 100];
  const results = document.parts.map((_, i) => (i === 0 ? seen : i === 1 ? again : null));
  const small = { ...document, looks: [20, 100], cells: [{ ...cell!, results }] };
  expect(summariseTables([small])[0]).toMatchObject({ cells: 1, tally: { total: 2 }, extended: 1 });
});

it('says what the budget leaves out, once for metrics of one name', () => {
  const [table] = document.tables;
  const budgeted = { ...document, tables: [{ ...table!, coverage: [{ rule: 'D1 × E1', metrics: ['r2', 'mig'] as const }] }] };
  expect(summariseTables([budgeted])[0]!.coverage).toEqual(['R² with intercept and Mutual information gap: D1 × E1']);
});

it('says how verdicts were reached', () => {
  expect(describeLooks({ looks: [20], level: 0.99999 })).toBe('20 seeds a cell; each interval at level 0.999990');
  expect(describeLooks({ looks: [20, 100], level: 0.99999 })).toMatch('20 seeds a cell, up to 100 where');
});
