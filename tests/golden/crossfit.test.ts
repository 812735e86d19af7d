import { afterAll, describe, expect, it } from 'vitest';
import { measure } from '../../src/metrics/measure.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES, GOLDEN_SPLITS } from './golden-cases.ts';

const deviations = new Deviations();
afterAll(() => deviations.report());

const EXACT = 1e-10;
const OFFSET = 1e-8;

const KEYS = [
  ['mcc_crossfit', 'crossfit_pearson'],
  ['mcc_crossfit_spearman', 'crossfit_spearman'],
] as const;

describe('agrees with the golden index:', () => {
  describe.each(GOLDEN_CASES)('$name', ({ name, n, tags, factors, codes, expected }) => {
    it.each(KEYS)('%s', (key, golden) => {
      const wanted = expected[golden]!;
      const folds = GOLDEN_SPLITS.kfold_assignment[String(n)];
      if ('error' in wanted) {
        // Fewer than 15 rows: our own five folds of two rows are refused too.
        expect(measure(factors, codes, { metrics: [key] }).metrics[key]!.score).toBeNull();
        return;
      }
      const { score, parts } = measure(factors, codes, { metrics: [key], folds: folds! }).metrics[key]!;
      const tolerance = tags.includes('offset') ? OFFSET : EXACT;
      deviations.compare(`${key}.score`, name, score, wanted.matched, tolerance);
      for (const part of ['raw', 'matched', 'coverage', 'fold_scores'] as const)
        deviations.compare(`${key}.parts.${part}`, name, parts[part], wanted[part], tolerance);
    });
  });
});
