import { describe, expect, it } from 'vitest';
import { columnsOf, correlationOf, covarianceOf, meanOf } from '../../../tests/suite/support/moments.ts';
import { InputError } from '../../core/input-error.ts';
import { column } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { withDefaults, type ParameterValues } from '../parameters.ts';
import { SCALAR_FUNCTIONS } from '../scalar-functions.ts';
import { DGPS, findDgp } from './catalogue.ts';
import { functionScale } from './dgp.ts';
import { centralHalfWidth } from './marginals.ts';
import { EXCESS_KURTOSIS } from '../tracks/sources.ts';

const N = 20_000;
/** Five standard errors of a mean or a correlation of N draws. */
const LOOSE = 5 / Math.sqrt(N);

function draw(id: string, d: number, given: ParameterValues = {}, n = N, seed: number = 0) {
  const dgp = findDgp(id);
  const parameters = withDefaults(dgp.parameters, given);
  expect(dgp.findFaults(parameters, d)).toEqual([]);
  return {
    factors: dgp.draw(new RandomStream('custodes/test', seed, id), n, d, parameters),
    model: dgp.describeFactors(parameters, d),
  };
}

function faultsOf(id: string, d: number, given: ParameterValues = {}): string[] {
  const dgp = findDgp(id);
  return dgp.findFaults(withDefaults(dgp.parameters, given), d).map(({ path }) => path);
}

function correlations(id: string, d: number, given?: ParameterValues): number[] {
  const columns = columnsOf(draw(id, d, given).factors);
  return columns.flatMap((a, i) => columns.slice(i + 1).map((b) => correlationOf(a, b)));
}

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

  it.each(DGPS.map(({ id }) => id))('%s gives the same first rows for every n, and others for another seed', (id) => {
    const [short, long, other] = [draw(id, 5, {}, 20), draw(id, 5, {}, 50), draw(id, 5, {}, 20, 1)];
    for (let j = 0; j < 5; j++) {
      expect([...column(short.factors, j)]).toEqual([...column(long.factors, j).subarray(0, 20)]);
      expect([...column(short.factors, j)]).not.toEqual([...column(other.factors, j)]);
    }
  });
});

describe('D1', () => {
  it('is uncorrelated with mean 0', () => {
    for (const r of correlations('D1', 4)) expect(Math.abs(r)).toBeLessThan(LOOSE);
    for (const values of columnsOf(draw('D1', 4).factors)) expect(Math.abs(meanOf(values))).toBeLessThan(LOOSE);
  });
});

describe('D2', () => {
  it.each([-0.24, -0.1, 0, 0.5, 0.99])('has correlation %d between every two factors', (rho) => {
    for (const r of correlations('D2', 5, { rho })) expect(Math.abs(r - rho)).toBeLessThan(LOOSE);
  });

  it('refuses correlations that do not exist', () => {
    expect(faultsOf('D2', 5, { rho: -0.25 })).toEqual(['rho']);
    expect(faultsOf('D2', 5, { rho: -0.249 })).toEqual([]);
    expect(faultsOf('D2', 3, { rho: -0.5 })).toEqual(['rho']);
    expect(faultsOf('D2', 2, { rho: -0.99 })).toEqual([]);
    expect(faultsOf('D2', 1)).toEqual(['d']);
  });
});

describe('D3', () => {
  it('makes factors 2 … r + 1 functions of the first, and no others', () => {
    const { factors } = draw('D3', 8, { r: 3 }, 500);
    const first = column(factors, 0);
    for (let k = 0; k < 3; k++)
      expect([...column(factors, k + 1)]).toEqual([...first].map((z) => SCALAR_FUNCTIONS.own[k]!.apply(z)));
    for (let j = 4; j < 8; j++) expect(Math.abs(correlationOf(first, column(factors, j)))).toBeLessThan(0.2);
  });

  it('keeps the same factors below added noise', () => {
    const [exact, noisy] = [draw('D3', 5, {}, 500).factors, draw('D3', 5, { noise: 0.2 }, 500).factors];
    const noise = [...column(noisy, 1)].map((value, i) => value - column(exact, 1)[i]!);
    expect([...column(noisy, 0)]).toEqual([...column(exact, 0)]);
    expect(Math.sqrt(covarianceOf(noise, noise))).toBeCloseTo(0.2 * SCALAR_FUNCTIONS.own[0]!.standardDeviation, 1);
    expect(draw('D3', 5, { noise: 0.2 }).model.determinations).toEqual([]);
  });

  it('refuses half or more redundant factors, and noise on a function without variance', () => {
    expect(faultsOf('D3', 4, { r: 2 })).toEqual(['r']);
    expect(faultsOf('D3', 2)).toEqual(['r']);
    expect(faultsOf('D3', 20, { r: 8 })).toEqual(['r']);
    expect(faultsOf('D3', 5, { r: 2, noise: 0.1, functions: 'paper' })).toEqual(['noise']);
    expect(faultsOf('D3', 5, { r: 1, noise: 0.1, functions: 'paper' })).toEqual([]);
  });
});

describe('D4', () => {
  it('makes factors 3 … r + 2 functions of the first two', () => {
    const { factors, model } = draw('D4', 12, { r: 5 }, 200);
    const [x, y] = [column(factors, 0), column(factors, 1)];
    const expected = [...x].map((a, i) => {
      const b = y[i]!;
      return [a * b, a + b, a * a + b * b, a - b, a * a - b * b];
    });
    for (let k = 0; k < 5; k++) expect([...column(factors, k + 2)]).toEqual(expected.map((row) => row[k]));
    expect(model.linearRank).toBe(10);
  });

  it('refuses half or more redundant factors', () => {
    expect(faultsOf('D4', 4, { r: 2 })).toEqual(['r']);
    expect(faultsOf('D4', 2)).toEqual(['r']);
    expect(faultsOf('D4', 3)).toEqual([]);
    expect(faultsOf('D4', 20, { r: 6 })).toEqual(['r']);
  });
});

describe('D5', () => {
  it('takes three families in turn, none of them Gaussian', () => {
    const kurtosis = columnsOf(draw('D5', 3).factors).map((values) => meanOf(values.map((z) => z ** 4)) - 3);
    expect(kurtosis[0]).toBeGreaterThan(2);
    expect(kurtosis[1]).toBeCloseTo(EXCESS_KURTOSIS.uniform, 1);
    expect(kurtosis[2]).toBeCloseTo(EXCESS_KURTOSIS.bimodal, 1);
    for (const r of correlations('D5', 3)) expect(Math.abs(r)).toBeLessThan(LOOSE);
  });
});

describe('D6', () => {
  it('takes its levels equally often', () => {
    const values = column(draw('D6', 1, { levels: 4 }).factors, 0);
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect(counts.size).toBe(4);
    for (const count of counts.values()) expect(Math.abs(count / N - 0.25)).toBeLessThan(LOOSE);
  });
});

describe('D7', () => {
  it('is correlated but for the empty graph, another graph for another seed', () => {
    const strongest = [0, 1, 2].map((seed) => {
      const [a, b, c] = columnsOf(draw('D7', 3, { edge_probability: 1 }, N, seed).factors);
      return [correlationOf(a!, b!), correlationOf(a!, c!), correlationOf(b!, c!)];
    });
    for (const row of strongest) expect(Math.max(...row.map(Math.abs))).toBeGreaterThan(0.3);
    expect(new Set(strongest.map((row) => row[0]!.toFixed(2))).size).toBe(3);
  });
});

describe('D8', () => {
  it('is exactly zero as often as stated', () => {
    const values = column(draw('D8', 1, { active: 0.2 }).factors, 0);
    expect(Math.abs(values.filter((value) => value === 0).length / N - 0.8)).toBeLessThan(LOOSE);
  });
});

it('unknown names are refused', () => {
  expect(() => findDgp('D9')).toThrow(InputError);
});

it('a scalar function never sees a factor beyond its guaranteed range', () => {
  expect(draw('D4', 5).model.factors.map(functionScale)).toEqual([1, 1, 8, 1, 1]);
  expect(draw('D8', 2).model.factors.map(functionScale)).toEqual([1, 1]);
});
