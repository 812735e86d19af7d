/** Keys of the golden index that ours have no metric of their own for, read off the parts of others. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { measure } from '../../src/metrics/measure.ts';
import { splitRows } from '../../src/metrics/row-split.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES } from './golden-cases.ts';

const deviations = new Deviations();
afterAll(() => deviations.report());

const EXACT = 1e-10;
const OFFSET = 1e-8;
const LEAST_SQUARES = 1e-6;

/** Where the reference's cut-off of singular values decides, since it does not standardise. */
const CUT_OFF = ['heavy_tails', 'mixed_scale', 'tiny_scale', 'offset'];

/** Keys that nothing of ours is compared with, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  sinkhorn: 'entropic matching is no metric of the registry: matching is exact',
  infoe_oos: 'the release bins test factors with edges of the test rows, and ours scores the fitted rows',
  infomec_primary: 'the mean of three scores that are compared one by one',
  dci_rs0_reference_call: 'the first of the three runs that are compared as dci_rs0',
  r2_intercept_oos: 'r2_intercept_standardized_oos without scaling: the same numbers but for the cut-off',
};

describe('agrees with the golden index:', () => {
  describe.each(GOLDEN_CASES)('$name', ({ name, n, tags, factors, codes, expected }) => {
    it.each([
      ['mcc_crossfit', 'split_mcc_pearson'],
      ['mcc_crossfit_spearman', 'split_mcc_spearman'],
    ] as const)('%s on one split', (key, golden) => {
      const wanted = expected[golden]!;
      const { test } = splitRows(n, {});
      const folds = Array.from({ length: n }, (_, row) => Number(test.includes(row)));
      const { score, parts } = measure(factors, codes, { metrics: [key], folds }).metrics[key]!;
      // Correlations of two rows are −1 or 1: ours refuses folds of fewer than three.
      if (test.length < 3) return expect(score).toBeNull();
      const held = (parts.fold_scores as readonly number[])[1];
      deviations.compare(golden, name, held, wanted.raw, tags.includes('offset') ? OFFSET : EXACT);
    });

    it.skipIf(tags.some((tag) => CUT_OFF.includes(tag)))('r2 without scaling', () => {
      const { parts } = measure(factors, codes, { metrics: ['r2'] }).metrics.r2!;
      deviations.compare(
        'r2_intercept',
        name,
        parts.score_nonconstant,
        expected['r2_intercept']!.score_nonconstant,
        LEAST_SQUARES,
      );
    });
  });

  it('on every key, but for those that are left out with a reason', () => {
    const files = ['crossfit', 'dci', 'fast-metrics', 'infomec', 'least-squares', 'rdc', 'tmex', 'splits'];
    const sources = files.map((file) => readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8')).join('\n');
    const keys = new Set(GOLDEN_CASES.flatMap(({ expected }) => Object.keys(expected)));
    // `pearson` and `spearman` are also named as kinds: `assignment_${kind}`.
    const compared = [...keys].filter(
      (key) =>
        !(key in LEFT_OUT) && (sources.includes(`'${key}'`) || sources.includes(key.replace(/_(pearson|spearman)$/, '_${kind}'))),
    );
    expect([...compared, ...Object.keys(LEFT_OUT)].sort()).toEqual([...keys].sort());
  });
});
