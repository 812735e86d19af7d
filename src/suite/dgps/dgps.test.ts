import { describe, expect, it } from 'vitest';
import { draw, LOOSE, N } from '../../../tests/suite/support/dgp-draws.ts';
import { columnsOf, correlationOf, covarianceOf } from '../../../tests/suite/support/moments.ts';
import { InputError } from '../../core/input-error.ts';
import { column } from '../../core/matrix.ts';
import type { ParameterValues } from '../parameters.ts';
import { within } from '../reach.ts';
import { DGPS, findDgp } from './catalogue.ts';
import { functionScale } from './dgp.ts';
import { centralHalfWidth } from './shared/marginals.ts';

describe('every DGP', () => {
  const settings: readonly (readonly [string, ParameterValues])[] = [
    ...DGPS.map(({ id }) => [id, {}] as const),
    ['D2', { rho: -0.15 }],
    ['D3', { r: 2 }],
    ['D3', { r: 1, noise: 0.5 }],
    ['D4', { r: 2 }],
    ['D4', { r: 2, noise: 0.3 }],
    ['D6', { levels: 2 }],
    ['D7', { edge_probability: 1, explained: 0.8 }],
  ];

  it.each(settings)('%s %j has the spread that it states', (id, given) => {
    const { factors, model } = draw(id, 6, given);
    model.factors.forEach(({ standardDeviation, points, halfRange, levels }, j) => {
      const values = column(factors, j);
      const spread = Math.sqrt(covarianceOf(values, values));
      expect(Math.abs(spread / standardDeviation - 1)).toBeLessThan(0.06);
      for (const mass of [0.5, 0.9, 0.99]) {
        const halfWidth = centralHalfWidth(points, mass);
        const inside = values.filter((value) => Math.abs(value) <= halfWidth + 1e-9).length / N;
        if (levels === Infinity && halfWidth > 0) expect(Math.abs(inside - mass)).toBeLessThan(LOOSE);
        else expect(inside).toBeGreaterThan(mass - LOOSE);
        expect(halfWidth).toBeLessThanOrEqual(halfRange);
      }
      if (levels < Infinity) expect(new Set(values).size).toBe(levels);
      // Laplace tails are the one distribution that may leave ±8 here, once in 80,000.
      expect(values.filter((value) => Math.abs(value) > halfRange).length).toBeLessThanOrEqual(3);
    });
  });

  it.each(DGPS)('$id depends as it says', ({ id, dependence }) => {
    const { factors, model } = draw(id, 6);
    const linear = Math.max(
      ...columnsOf(factors).flatMap((a, i, all) => all.slice(i + 1).map((b) => Math.abs(correlationOf(a, b)))),
    );
    const sources = new Set(model.determinations.map((relation) => relation.sources.length));
    expect([linear > LOOSE, [...sources].toSorted()]).toEqual(
      { independent: [false, []], linear: [true, []], redundant: [true, [1]], joint: [expect.any(Boolean), [2]] }[dependence],
    );
  });

  it.each(DGPS)('$id takes the values that it says', ({ id, support }) => {
    const { factors, model } = draw(id, 6);
    for (let j = 0; j < 6; j++) {
      const values = column(factors, j);
      const zeros = values.filter((value) => value === 0).length / N;
      expect(model.factors[j]!.levels < Infinity).toBe(support === 'discrete');
      expect(new Set(values).size < N / 10).toBe(support === 'discrete');
      expect(zeros > 0.5).toBe(support === 'sparse');
    }
  });

  it.each(DGPS.map(({ id }) => id))('%s gives the same first rows for every n, and others for another seed', (id) => {
    const [short, long, other] = [draw(id, 5, {}, 20), draw(id, 5, {}, 50), draw(id, 5, {}, 20, 1)];
    for (let j = 0; j < 5; j++) {
      expect([...column(short.factors, j)]).toEqual([...column(long.factors, j).subarray(0, 20)]);
      expect([...column(short.factors, j)]).not.toEqual([...column(other.factors, j)]);
    }
  });
});

it('unknown names are refused', () => {
  expect(() => findDgp('D0')).toThrow(InputError);
});

it('a scalar function never sees a factor beyond its guaranteed range', () => {
  expect(draw('D4', 5).model.factors.map(functionScale)).toEqual([1, 1, 8, 1, 1]);
  expect(draw('D8', 2).model.factors.map(functionScale)).toEqual([1, 1]);
});

it('the paper draws factors in four ways', () => {
  expect(DGPS.filter(({ inPaper }) => inPaper).map(({ id }) => id)).toEqual(['D1', 'D2', 'D3', 'D4']);
});

it('the atlas always holds independent Gaussian factors, with which verdicts compare', () => {
  expect(within('core', DGPS).map(({ id }) => id)).toContain('D1');
});
