import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { cellScore, metricColumns, summariseMetrics } from './result-table.ts';

const { measured } = createEntry({ slug: 'a', main: [0.4, 0.6, null], twin: [0.2, 0.2] }).record;
const columns = metricColumns(measured, ['mig', 'mcc_pearson', 'r2']);

it('has a column for each metric that the record holds, in the order of the panel', () => {
  expect(columns.map(({ key, part }) => [key, part])).toEqual([
    ['mcc_pearson', 'coverage'],
    ['r2', 'score'],
  ]);
});

it('prints the part that ranks, and nothing where the metric refused', () => {
  expect(measured.models.main.map((model) => cellScore(model, columns[0]!))).toEqual([0.4, 0.6, null]);
});

it('summarises both variants; a refused score counts 0', () => {
  const [mcc] = summariseMetrics(measured, columns);
  expect(mcc!.main.count).toBe(3);
  expect(mcc!.main.mean).toBeCloseTo(1 / 3);
  expect(mcc!.twin).toMatchObject({ mean: 0.2, lower: 0.2, upper: 0.2 });
});

it('has no twin summary without twin models', () => {
  const { measured: without } = createEntry({ slug: 'a', main: [0.4] }).record;
  expect(summariseMetrics(without, metricColumns(without, ['r2']))[0]!.twin).toBeNull();
});
