import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { instancesTable, metricsTable, pairDifferences, pairsTable } from './comparison-tables.ts';
import { compareMetrics, comparePairs } from './comparison.ts';
import type { Markup } from './markup.ts';

const results = [
  { slug: 'poor', main: [0.5, 0.6, 0.7] },
  { slug: 'good', main: [0.9, 0.8, 0.9, 1] },
].map((options) => {
  const { record } = createEntry(options);
  return { id: record.result_digest.slice(0, 12), name: options.slug, measured: record.measured };
});
const comparison = comparePairs(results, 'mcc_pearson', 'coverage');

/** The text of every cell, row by row. */
function rowsOf(node: Markup): string[][] {
  if (typeof node === 'string') return [];
  return node.tag === 'tr' ? [node.children.map(textOf)] : node.children.flatMap(rowsOf);
}

function textOf(node: Markup): string {
  if (typeof node === 'string') return node;
  return node.tag === 'svg' ? '' : node.children.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim();
}

it('prints means and intervals of every metric', () => {
  const metrics = compareMetrics(results, { r2: { title: 'R²', part: 'score' } });
  const [head, row] = rowsOf(metricsTable(metrics, results));
  expect(head).toEqual(['Metric', 'poor', 'good']);
  expect(row![0]).toBe('R²');
  expect(row![1]).toMatch(/^0\.700 0\.\d{3} to 0\.\d{3}$/);
});

it('takes differences on common instances only', () => {
  expect(pairDifferences(comparison, 1, 0).map((value) => value?.toFixed(2))).toEqual(['0.40', '0.20', '0.20', undefined]);
});

it('prints the mean difference, better minus worse, and the verdict', () => {
  const [, row] = rowsOf(pairsTable(comparison, results));
  expect(row![0]).toBe('good − poor');
  expect(row![1]).toMatch(/^\+0\.267 90% interval /);
  expect(row![3]).toMatch(/^underpowered/);
});

it('prints scores and differences of each instance, and a dash where one is missing', () => {
  const rows = rowsOf(instancesTable(comparison, results));
  expect(rows[1]).toEqual(['0', '0.500', '0.900', '+0.400']);
  expect(rows[4]).toEqual(['3', '–', '1.000', '–']);
});
