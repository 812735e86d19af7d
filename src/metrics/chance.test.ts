import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { mapColumns } from '../../tests/support/transforms.ts';
import { selectRows } from '../core/matrix.ts';
import { chanceRemark, compareWithChance } from './chance.ts';
import { measure } from './measure.ts';

const KEYS = ['mcc_pearson', 'mcc_spearman', 'r2', 'cka', 'sap'] as const;
const CROSSFIT = ['mcc_crossfit', 'mcc_crossfit_spearman'] as const;
const ALL = [...KEYS, ...CROSSFIT] as const;

describe('a comparison with chance', () => {
  it('is exceeded two deviations above the mean, and remarked on below', () => {
    const result = (score: number) => ({ score, parts: {}, diagnostics: [], chance: compareWithChance(score, 0.9824, 0.001) });
    expect(chanceRemark(result(0.9677))).toBe('not above chance (0.982 expected)');
    expect(chanceRemark(result(0.984))).toBe('not above chance (0.982 expected)');
    expect(chanceRemark(result(0.985))).toBeUndefined();
    expect(chanceRemark({ score: 1, parts: {}, diagnostics: [] })).toBe('no chance level known');
    expect(chanceRemark({ score: null, parts: {}, diagnostics: [] })).toBeUndefined();
  });

  it('finds noise no better than chance, for any shape, and a weak dependence better', () => {
    for (const [n, d, m] of [
      [12, 2, 3],
      [20, 3, 3],
      [30, 5, 5],
      [60, 1, 12],
      [300, 4, 40],
      [2000, 5, 5],
    ] as const) {
      const draws = Array.from(
        { length: 12 },
        (_, seed) => measure(normalMatrix(n, d, 'z', seed), normalMatrix(n, m, 'c', seed), { metrics: ALL }).metrics,
      );
      // Two deviations leave at most one draw in fifteen above.
      for (const key of ALL)
        expect(
          draws.filter((metrics) => metrics[key]!.chance?.exceeded).length,
          `${key}: ${n} rows, ${d} factors, ${m} codes`,
        ).toBeLessThanOrEqual(3);
    }
    const factors = normalMatrix(400, 3, 'z');
    const noise = normalMatrix(400, 3, 'noise');
    const weak = { ...factors, data: factors.data.map((value, k) => 0.5 * value + noise.data[k]!) };
    const { metrics } = measure(factors, weak, { metrics: ALL });
    for (const key of ALL) expect(metrics[key]!.chance!.exceeded, key).toBe(true);
  });

  it('is given on few rows and many codes for separated predictability and cross-fitted correlation', () => {
    for (const [n, d, m] of [
      [3, 1, 2],
      [20, 3, 3],
      [40, 5, 200],
    ] as const) {
      const { metrics } = measure(normalMatrix(n, d, 'z', 1), normalMatrix(n, m, 'c', 1), { metrics: ['sap', 'mcc_crossfit'] });
      for (const result of Object.values(metrics))
        if (result.score !== null) expect(chanceRemark(result)).toMatch(/^not above chance \(\d\.\d{3} expected\)$/);
    }
  });

  it('is not lifted by copies of rows', () => {
    const factors = normalMatrix(40, 3, 'z');
    const codes = normalMatrix(40, 6, 'c');
    const rows = Array.from({ length: 400 }, (_, i) => i % 40);
    const repeated = measure(selectRows(factors, rows), selectRows(codes, rows), { metrics: KEYS }).metrics;
    const once = measure(factors, codes, { metrics: KEYS }).metrics;
    for (const { chance } of Object.values(
      measure(selectRows(factors, rows), selectRows(codes, rows), { metrics: CROSSFIT }).metrics,
    ))
      expect(chance).toBeUndefined();
    for (const key of KEYS) expect(repeated[key]!.chance!.expected).toBeCloseTo(once[key]!.chance!.expected, 10);
  });

  it('of cka is the mean over permutations of the rows, whatever the tails', () => {
    const heavy = (name: string, columns: number) =>
      mapColumns(normalMatrix(30, columns, name), (value) => value * value * value);
    const [factors, codes] = [heavy('z', 3), heavy('c', 4)];
    const scores = Array.from({ length: 400 }, (_, seed) => {
      const order = [...normalMatrix(30, 1, 'order', seed).data.entries()].toSorted(([, a], [, b]) => a - b).map(([row]) => row);
      return measure(factors, selectRows(codes, order), { metrics: ['cka'] }).metrics.cka!.score!;
    });
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(measure(factors, codes, { metrics: ['cka'] }).metrics.cka!.chance!.expected).toBeCloseTo(mean, 2);
  });
});
