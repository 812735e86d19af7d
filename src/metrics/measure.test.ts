import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { InputError } from '../core/input-error.ts';
import { fromRows, zeros, type Matrix } from '../core/matrix.ts';
import { METRIC_KEYS, METRICS, type MetricKey } from './catalogue.ts';
import { measure, type MeasureOptions } from './measure.ts';
import { METRIC_GROUPS } from './metric-groups.ts';

const factors = normalMatrix(60, 2);
const codes = normalMatrix(60, 3, 'codes');

describe('measure', () => {
  it('gives the metrics that were asked for, in catalogue order, and reports each as it is done', () => {
    const done: MetricKey[] = [];
    const asked = ['mig', 'r2', 'mcc_pearson'] as const;
    const { n, d, m, metrics } = measure(factors, codes, { metrics: asked, onComputed: (keys) => done.push(...keys) });
    expect([n, d, m]).toEqual([60, 2, 3]);
    expect(Object.keys(metrics)).toEqual(['mcc_pearson', 'r2', 'mig']);
    expect([...done].sort()).toEqual([...asked].sort());
  });

  it('gives the same numbers alone and together', () => {
    const keys = ['mcc_pearson', 'mcc_spearman', 'r2', 'r2_origin', 'mig'] as const;
    const together = measure(factors, codes, { metrics: keys }).metrics;
    for (const key of keys) expect(measure(factors, codes, { metrics: [key] }).metrics[key]).toEqual(together[key]);
  });

  it('leaves its input alone', () => {
    const [before, after] = [factors, codes].map(({ data }) => data.slice()) as [Float64Array, Float64Array];
    measure(factors, codes, { metrics: ['mcc_spearman', 'r2', 'r2_origin', 'mig'] });
    expect([factors.data, codes.data]).toEqual([before, after]);
  });

  const withEntry = (value: number): Matrix => {
    const changed = normalMatrix(60, 3, 'codes');
    changed.data[60 + 4] = value;
    return changed;
  };

  it.each<[string, Matrix, Matrix, MeasureOptions, RegExp]>([
    ['no rows', zeros(0, 2), zeros(0, 3), {}, /^factors: is empty/],
    ['no codes', factors, zeros(60, 0), {}, /^codes: is empty/],
    [
      'too little data for the shape',
      factors,
      { rows: 60, columns: 3, data: new Float64Array(10) },
      {},
      /^codes: .*inconsistent/,
    ],
    ['unequal row counts', factors, zeros(59, 3), {}, /^codes: has 59 rows where factors has 60; give one row/],
    ['NaN', factors, withEntry(NaN), {}, /^codes: entry at row 4, column 1 .* is NaN/],
    ['infinity', factors, withEntry(-Infinity), {}, /^codes: entry at row 4, column 1 .* is -Infinity/],
    [
      'an unknown metric',
      factors,
      codes,
      { metrics: ['mse' as MetricKey] },
      /^metrics: "mse" is not a metric; choose from mcc_pearson/,
    ],
    ['an inherited property as metric', factors, codes, { metrics: ['toString' as MetricKey] }, /^metrics: "toString"/],
    ['an unknown split', factors, codes, { split: 'half' as 'seeded' }, /^split: "half"/],
    ['half a permutation', factors, codes, { permutations: 0.5 }, /^permutations: "0.5"/],
    ['a repeated training row', factors, codes, { trainRows: [1, 1] }, /^trainRows: entry 1 is 1/],
    ['a training row out of range', factors, codes, { trainRows: [0, 60] }, /^trainRows: entry 1 is 60/],
    ['a fractional training row', factors, codes, { trainRows: [0.5] }, /^trainRows: entry 0 is 0.5/],
    ['no training rows', factors, codes, { trainRows: [] }, /^trainRows: names 0 of 60/],
    ['no rows left to score', fromRows([[1]]), fromRows([[2]]), { trainRows: [0] }, /^trainRows: names 1 of 1/],
    ['too few folds', factors, codes, { folds: [0, 1] }, /^folds: has 2 entries for 60/],
    ['a negative fold', factors, codes, { folds: new Array<number>(60).fill(-1) }, /^folds: entry 0 is -1/],
  ])('refuses %s with one line', (_, z, c, options, message) => {
    expect(() => measure(z, c, options)).toThrow(InputError);
    expect(() => measure(z, c, options)).toThrow(message);
  });
});

describe('the catalogue', () => {
  it('has every key that a group computes, once, and no other', () => {
    expect(METRIC_GROUPS.flatMap(({ keys }) => keys).sort()).toEqual([...METRIC_KEYS].sort());
  });

  it('names each entry as its key, and a ranking part that the metric gives', () => {
    const { metrics } = measure(factors, codes, {});
    for (const key of METRIC_KEYS) {
      expect(METRICS[key].key).toBe(key);
      const { rankPart, range } = METRICS[key];
      const { score, parts } = metrics[key]!;
      const ranking = rankPart === 'score' ? score : parts[rankPart];
      expect(ranking).toBeGreaterThanOrEqual(range[0]);
      expect(ranking).toBeLessThanOrEqual(range[1]);
    }
  });
});
