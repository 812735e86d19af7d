import { describe, expect, it } from 'vitest';
import { METRICS } from '../metrics/catalogue.ts';
import { resolveCell } from '../suite/cell.ts';
import { chooseCoverage, COVERAGES, SECOND_LOOK_METRICS } from './atlas-budget.ts';
import { ATLAS_VOLUMES, selectMetrics, WHOLE_ATLAS } from './atlas-plan.ts';
import { COMPUTED_METRICS } from './claims.ts';
import { levelOf } from './metric-atlas.ts';

const tables = ATLAS_VOLUMES.flatMap((volume) => volume.tables);

describe('the plan of the atlas', () => {
  it('lays out every DGP with every geometry, and one thing at a time from there', () => {
    const sizes = tables.map(({ id, cells }) => {
      const resolved = cells.map(({ request }) => resolveCell(request));
      return [id, cells.length, [...new Set(resolved.map(({ n }) => n))], [...new Set(resolved.map(({ d }) => d))]];
    });
    expect(sizes).toEqual([
      ['base', 112, [1000], [5]],
      ['variants', 40, [1000], [5]],
      ['n-100', 112, [100], [5]],
      ['n-10000', 112, [10_000], [5]],
      ['d-10', 112, [1000], [10]],
      ['d-20', 112, [1000], [20]],
      ['ratio-half', 24, [1000], [5]],
      ['ratio-2', 40, [1000], [5]],
      ['ratio-5', 56, [1000], [5]],
    ]);
  });

  it('has every ratio of codes to factors that a geometry can have, once', () => {
    const ratios = new Map<string, number[]>();
    for (const { id, cells } of tables.filter((table) => table.id === 'base' || table.id.startsWith('ratio')))
      for (const { request } of cells.filter((cell) => cell.request.dgp === 'D1')) {
        const { m, geometry } = resolveCell(request);
        ratios.set(geometry.id, [...(ratios.get(geometry.id) ?? []), m]);
        if (id !== 'base') expect(m).toBe({ 'ratio-half': 2, 'ratio-2': 10, 'ratio-5': 25 }[id]);
      }
    expect(ratios.get('E9')!.toSorted((a, b) => a - b)).toEqual([2, 5, 10, 25]);
    expect(ratios.get('E7')!.toSorted((a, b) => a - b)).toEqual([10, 25]);
    for (const list of ratios.values()) expect(new Set(list).size).toBe(list.length);
  });

  it('follows every metric on every cell at n = 1000, d = 5, and cheap ones everywhere', () => {
    for (const { cells, coverage } of tables.slice(0, 2)) {
      expect(coverage).toEqual({});
      for (const { metrics } of cells) expect(metrics).toEqual(COMPUTED_METRICS);
    }
    for (const { cells } of tables) for (const { metrics } of cells) expect(metrics).toContain('mcc_pearson');
  });

  it('follows no metric on a cell whose comparison under D1 it leaves out', () => {
    for (const { cells } of tables) {
      const resolved = cells.map(({ request, metrics }) => ({ ...resolveCell(request), metrics }));
      const nameOf = ({ geometry, m, geometryParameters }: (typeof resolved)[number]) =>
        JSON.stringify([geometry.id, m, geometryParameters]);
      const companions = new Map(resolved.filter(({ dgp }) => dgp.id === 'D1').map((cell) => [nameOf(cell), cell.metrics]));
      for (const cell of resolved) expect(companions.get(nameOf(cell))).toEqual(expect.arrayContaining([...cell.metrics]));
    }
  });
});

describe('the budget', () => {
  const places = ['D1', 'D2', 'D4', 'D8'].flatMap((dgp) =>
    ['E1', 'E2', 'E3', 'E9', 'E10'].map((geometry) => ({ dgp, geometry })),
  );

  const counts = { all: 20, representative: 12, core: 6, none: 0 };

  it('takes fewer cells the more a metric costs and the more draws there are, down to none', () => {
    const chosen = [1, 20, 60, 2000, 100_000].map((draws) => chooseCoverage('dci_d', 'base', counts, draws).id);
    expect(chosen[0]).toBe('all');
    expect(chosen.at(-1)).toBe('none');
    const order = COVERAGES.map(({ id }) => id);
    const ranks = chosen.map((id) => order.indexOf(id));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(chooseCoverage('mcc_pearson', 'base', counts, 20).id).toBe('all');
  });

  it('is the same for metrics that are computed together', () => {
    for (const metric of COMPUTED_METRICS)
      for (const other of COMPUTED_METRICS.filter((key) => METRICS[key].group === METRICS[metric].group))
        expect(SECOND_LOOK_METRICS.includes(other)).toBe(SECOND_LOOK_METRICS.includes(metric));
  });

  it('keeps the largest choice that contains the smaller ones', () => {
    for (const [i, { includes }] of COVERAGES.entries())
      for (const place of places) if (COVERAGES[i + 1]?.includes(place)) expect(includes(place)).toBe(true);
  });
});

it('has levels that no metric, part or cell moves', () => {
  expect(ATLAS_VOLUMES.map(({ id, family }) => [id, levelOf({ family })])).toEqual([
    ['atlas', 0.9999953007518797],
    ['sample-sizes', 0.9999886286104162],
    ['factor-counts', 0.9999859983197984],
    ['code-counts', 0.9999822820694543],
  ]);
});

describe('a selection of metrics', () => {
  const { volumes, experiments } = selectMetrics(WHOLE_ATLAS, ['infoe']);

  it('keeps tables, and of cells and sweeps those on which one of them is followed', () => {
    expect(volumes.flatMap((volume) => volume.tables).map(({ id }) => id)).toEqual(tables.map(({ id }) => id));
    const counts = volumes.flatMap((volume) => volume.tables).map(({ cells }) => cells.length);
    const whole = tables.map(({ cells }) => cells.filter(({ metrics }) => metrics.includes('infoe')).length);
    expect(counts).toEqual(whole);
    expect(experiments.map(({ id, metrics }) => [id, metrics])).toEqual([['codes-or-factors-per-row', ['infoe']]]);
  });
});
