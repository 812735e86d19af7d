import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { runCell, type RunCellRequest } from './run-cell.ts';

const BASE: RunCellRequest = {
  dgp: 'D1',
  geometry: 'E1',
  n: 200,
  d: 3,
  seeds: 6,
  metrics: ['mcc_pearson', 'mcc_spearman', 'r2', 'r2_origin'],
};

function verdictsOf(changes: Partial<RunCellRequest>): Record<string, string> {
  const { metrics } = runCell({ ...BASE, ...changes });
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([metric, parts]) =>
      Object.entries(parts).map(([part, { verdict }]) => [`${metric}.${part}`, verdict]),
    ),
  );
}

describe('one cell', () => {
  it('is calibrated where factors are only permuted and scaled', () => {
    expect(new Set(Object.values(verdictsOf({})))).toEqual(new Set(['calibrated']));
  });

  it('shows that least squares without intercept cannot follow a shift', () => {
    const verdicts = verdictsOf({ parameters: { shift: 3 } });
    expect(verdicts['r2_origin.score']).toBe('false-negative');
    expect(verdicts['r2.score']).toBe('calibrated');
  });

  it('holds the scores of every seed, their mean and a 95% interval around it', () => {
    const { metrics, level, seeds, n, rows_scored } = runCell({ ...BASE, geometry: 'E3' });
    const { scores, mean, interval } = metrics.mcc_pearson!['matched']!;
    expect(seeds).toEqual([0, 1, 2, 3, 4, 5]);
    expect(scores).toHaveLength(6);
    expect(mean).toBeCloseTo(
      scores.reduce<number>((sum, score) => sum + score! / 6, 0),
      12,
    );
    expect(interval.lower).toBeLessThan(mean!);
    expect(interval.upper).toBeGreaterThan(mean!);
    expect([level, n, rows_scored]).toEqual([0.95, 200, 200]);
  });

  it('speaks of kept factors in one part and of all in the other', () => {
    const { metrics } = runCell({ ...BASE, geometry: 'E4' });
    expect(metrics.mcc_pearson!['matched']!.expectation).toBe('recovered');
    expect(metrics.mcc_pearson!['coverage']!.expectation).toBe('unrecovered');
  });

  it('scores the share of rows asked for, other rows for another seed', () => {
    const full = runCell({ ...BASE, geometry: 'E9', metrics: ['mcc_pearson'] });
    const part = runCell({ ...BASE, geometry: 'E9', metrics: ['mcc_pearson'], holdout: 0.2 });
    expect([full.rows_scored, part.rows_scored]).toEqual([200, 40]);
    expect(part.metrics.mcc_pearson!['matched']!.mean!).toBeGreaterThan(full.metrics.mcc_pearson!['matched']!.mean!);
  });

  it('judges noise by the value at large n', () => {
    const { metrics } = runCell({ ...BASE, geometry: 'E12', n: 1000, metrics: ['r2'] });
    const { large_sample_value, verdict } = metrics.r2!['score']!;
    expect(large_sample_value).toBeCloseTo(0.75, 2);
    expect(verdict).toBe('calibrated');
  });

  it('counts draws as they are done, those of the comparison with D1 included', () => {
    const seen: number[] = [];
    runCell({ ...BASE, dgp: 'D2', metrics: ['r2'] }, ({ done, total }) => seen.push(done, total));
    expect(seen.filter((_, i) => i % 2 === 0)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(new Set(seen.filter((_, i) => i % 2 === 1))).toEqual(new Set([12]));
  });

  it.each<[string, Partial<RunCellRequest>]>([
    ['seeds', { seeds: 1 }],
    ['holdout', { holdout: 1 }],
    ['holdout', { holdout: -0.1 }],
    ['holdout', { holdout: 1e-300 }],
    ['metrics', { metrics: ['nonsense' as 'r2'] }],
  ])('refuses bad %s: %j', (path, changes) => {
    expect(() => runCell({ ...BASE, ...changes })).toThrow(InputError);
    expect(() => runCell({ ...BASE, ...changes })).toThrow(path);
  });
});

it('says where the paper’s functions overflow instead of failing', () => {
  const { overflowing_seeds, metrics } = runCell({
    ...BASE,
    dgp: 'D4',
    geometry: 'E2',
    n: 20_000,
    d: 5,
    metrics: ['mcc_pearson'],
    parameters: { functions: 'paper' },
  });
  expect(overflowing_seeds.length).toBeGreaterThan(0);
  expect(metrics.mcc_pearson!['matched']).toMatchObject({ mean: null, verdict: 'undefined' });
  for (const seed of overflowing_seeds) expect(metrics.mcc_pearson!['matched']!.scores[seed]).toBeNull();
});
