import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { mapColumns } from '../../../../tests/support/transforms.ts';
import { measure } from '../../measure.ts';

const KEYS = ['mcc_pearson', 'mcc_spearman'] as const;

describe('the null of the mean correlation coefficient', () => {
  it('is met by noise, within 4% where codes are many, and bounds it where m = d', () => {
    for (const [m, low, high] of [
      [5, 0.8, 1.02],
      [50, 0.94, 1.04],
      [200, 0.94, 1.04],
    ] as const) {
      const ratios = Array.from({ length: 12 }, (_, seed) => {
        const { score, parts } = measure(normalMatrix(300, 5, 'z', seed), normalMatrix(300, m, 'c', seed), {
          metrics: ['mcc_pearson'],
        }).metrics.mcc_pearson!;
        return score! / (parts.null_expectation as number) / 12;
      });
      const ratio = ratios.reduce((sum, value) => sum + value, 0);
      expect(ratio).toBeGreaterThan(low);
      expect(ratio).toBeLessThan(high);
    }
  });

  it('by permutation holds for heavy tails too, and only where it is asked for', () => {
    const heavy = (name: string) => mapColumns(normalMatrix(100, 4, name), (value) => value ** 9);
    const { metrics } = measure(heavy('z'), heavy('c'), { metrics: KEYS, permutations: 40 });
    for (const key of KEYS) {
      const { score, parts } = metrics[key]!;
      expect(parts.permutation_p_value).toBeGreaterThan(0.02);
      expect(Math.abs((parts.permutation_mean as number) - score!)).toBeLessThan(0.12);
    }
    expect(metrics.mcc_pearson!.parts.permutation_mean).not.toBeCloseTo(metrics.mcc_pearson!.parts.null_expectation as number, 2);
    const factors = normalMatrix(100, 4, 'z');
    const recovered = measure(factors, factors, { metrics: KEYS, permutations: 19 }).metrics;
    for (const key of KEYS) expect(recovered[key]!.parts.permutation_p_value).toBe(1 / 20);
    const without = measure(factors, factors, { metrics: KEYS }).metrics;
    for (const key of KEYS) expect(Object.keys(without[key]!.parts)).not.toContain('permutation_mean');
  });
});
