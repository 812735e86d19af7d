import { describe, expect, it } from 'vitest';
import type { AtlasExcerpt } from '../../evaluation/atlas-excerpt.ts';
import { VERDICT_NAMES } from '../../evaluation/verdict.ts';
import { isMisleading, isTrusted, judgeArrays } from './array-validity.ts';

const PART = { predicates: [], scope: 'all' } as const;

function excerpt(table: string): AtlasExcerpt {
  return {
    id: 'atlas',
    title: 'Atlas',
    looks: [20],
    level: 0.95,
    verdicts: VERDICT_NAMES,
    parts: [
      { ...PART, metric: 'mcc_pearson', part: 'matched' },
      { ...PART, metric: 'mcc_pearson', part: 'coverage' },
      { ...PART, metric: 'r2', part: 'score' },
    ],
    cells: [
      {
        table,
        dgp: 'D1',
        geometry: 'E3',
        n: 1000,
        d: 5,
        m: 5,
        digests: {},
        results: [[0.9, 0.8, 0.95, 3, 3, 20], [0.7, 0.6, 0.8, 1, 3, 20], null],
      },
    ],
  };
}

describe('judgeArrays', () => {
  it('reads the part that ranks, and leaves out metrics that are not followed', () => {
    const validity = judgeArrays([excerpt('variants'), excerpt('base')])!;
    expect(validity).toMatchObject({ dgp: 'D1', geometry: 'E3' });
    expect(validity.metrics).toEqual({
      mcc_pearson: { part: 'coverage', verdict: 'false-positive', mean: 0.7, lower: 0.6, upper: 0.8, seeds: 20 },
    });
    expect(isMisleading(validity.metrics.mcc_pearson!)).toBe(true);
    expect(isTrusted(validity.metrics.mcc_pearson!)).toBe(false);
  });

  it('is null where there is no cell at the defaults', () => {
    expect(judgeArrays([excerpt('variants')])).toBeNull();
  });
});
