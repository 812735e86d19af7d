import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import type { ExperimentDocument } from '../evaluation/experiment-document.ts';
import { createNullChart } from './null-chart.ts';
import { collectNullPoints } from './null-curve.ts';

const NOISE = { dgp: 'D1', geometry: 'E9', metric: 'mcc_pearson' } as const;
const cell = (m: number, part: string, mean: number, n = 1000) =>
  createAtlasCell({ ...NOISE, m, n, part, mean, lower: mean - 0.01, upper: mean + 0.01 });
const sweep = (holdout: number): ExperimentDocument => ({
  schema: 'custodes/experiments/1',
  seeds: 20,
  level: 0.95,
  experiments: [
    {
      id: 'noise',
      title: '',
      description: '',
      published: null,
      holdout,
      parts: [{ metric: 'mcc_pearson', part: 'matched' }],
      settings: [
        { panel: '', at: {}, dgp: 'D1', geometry: 'E9', n: 1000, d: 5, m: 5, digests: {}, results: [[0.2, 0.1, 0.3]] },
        { panel: '', at: {}, dgp: 'D1', geometry: 'E3', n: 1000, d: 5, m: 5, digests: {}, results: [[0.7, 0.6, 0.8]] },
      ],
    },
  ],
});

it('takes noise alone, the mean over matched pairs, and the sweep where both have it', () => {
  const cells = [cell(5, 'matched', 0.05), cell(25, 'matched', 0.08), cell(25, 'coverage', 0.9), createAtlasCell({ dgp: 'D1' })];
  const points = collectNullPoints('mcc_pearson', cells, sweep(0));
  expect(points.map(({ m, mean }) => [m, mean])).toEqual([
    [5, 0.2],
    [25, 0.08],
  ]);
});

it('leaves out sweeps that score a part of the rows only', () => {
  expect(collectNullPoints('mcc_pearson', [], sweep(0.2))).toEqual([]);
});

it('gives the exact null of correlations only', () => {
  const [point] = collectNullPoints('mcc_pearson', [cell(5, 'matched', 0.05)], undefined);
  // Near √(2 log m / n) · 0.9, as measured on the paper's release.
  expect(point!.expected).toBeGreaterThan(0.03);
  expect(point!.expected).toBeLessThan(0.06);
  const other = collectNullPoints('r2', [createAtlasCell({ ...NOISE, metric: 'r2', mean: 0 })], undefined);
  expect(other[0]!.expected).toBeNull();
});

it('draws higher scores higher, more codes further right, and few points not at all', () => {
  const points = collectNullPoints(
    'mcc_pearson',
    [cell(5, 'matched', 0.05), cell(50, 'matched', 0.1), cell(500, 'matched', 0.2)],
    undefined,
  );
  const chart = createNullChart(points)!;
  const [first, second] = chart.series[0]!.points;
  expect(second!.y).toBeLessThan(first!.y);
  expect(Number.parseFloat(second!.x)).toBeGreaterThan(Number.parseFloat(first!.x));
  expect(chart.xTicks.map(({ label }) => label)).toEqual(['0.01', '0.1']);
  expect(createNullChart(points.slice(0, 2))).toBeNull();
});
