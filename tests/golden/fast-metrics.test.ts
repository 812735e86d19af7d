import { afterAll, describe, it } from 'vitest';
import { measure } from '../../src/metrics/measure.ts';
import type { PartValue } from '../../src/metrics/metric.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES, type GoldenCase } from './golden-cases.ts';

const deviations = new Deviations();
afterAll(() => deviations.report());

const EXACT = 1e-10;
const OFFSET = 1e-8;
const LEAST_SQUARES = 1e-8;

function correlationTolerance({ tags }: GoldenCase): number {
  return tags.includes('offset') ? OFFSET : EXACT;
}

function checkMatching(golden: GoldenCase, kind: 'pearson' | 'spearman'): void {
  const { name, expected } = golden;
  const key = `mcc_${kind}` as const;
  const { score, parts } = measure(golden.factors, golden.codes, { metrics: [key] }).metrics[key]!;
  const compare = (what: string, actual: PartValue | undefined, wanted: PartValue | undefined) =>
    deviations.compare(what, name, actual, wanted, correlationTolerance(golden));
  compare(`${key}.parts.matrix`, parts.matrix, expected[kind]);
  const { unique, rows, cols } = expected[`assignment_${kind}`]!;
  if (unique === true) compare(`${key}.parts.assignment`, Object.values(parts.assignment as object), [rows!, cols!]);

  // Where the reference raises, the index gives the score of its rank matrix.
  const raised = 'error' in expected[key]!;
  const matched = raised ? expected['mcc_spearman_from_rank_matrix']!.matched! : expected[key]!.matched!;
  compare(`${key}.score`, score, matched);
  compare(`${key}.parts.matched`, parts.matched, matched);
  compare(
    `${key}.parts.coverage`,
    parts.coverage,
    raised ? ((matched as number) * Math.min(golden.d, golden.m)) / golden.d : expected[key]!.coverage,
  );
}

/** Without the entries of constant factors, which rounding decides in the reference. */
function varyingOnly(values: PartValue | undefined, { constant_factors }: GoldenCase): PartValue {
  return (values as readonly PartValue[]).filter((_, j) => !constant_factors.includes(j));
}

describe('agrees with the golden index:', () => {
  describe.each(GOLDEN_CASES)('$name', (golden) => {
    const { name, expected } = golden;

    it('mcc_pearson', () => checkMatching(golden, 'pearson'));

    it('mcc_spearman', () => checkMatching(golden, 'spearman'));

    it('r2', () => {
      const { score, parts } = measure(golden.factors, golden.codes, { metrics: ['r2'] }).metrics.r2!;
      const wanted = expected['r2_intercept_standardized']!;
      deviations.compare('r2.score', name, score, wanted.score_nonconstant, LEAST_SQUARES);
      deviations.compare('r2.parts.score_nonconstant', name, parts.score_nonconstant, wanted.score_nonconstant, LEAST_SQUARES);
      deviations.compare(
        'r2.parts.per_factor_unclipped',
        name,
        varyingOnly(parts.per_factor_unclipped, golden),
        varyingOnly(wanted.per_factor_unclipped, golden),
        LEAST_SQUARES,
      );
    });

    it('r2_origin', () => {
      const { score, parts } = measure(golden.factors, golden.codes, { metrics: ['r2_origin'] }).metrics.r2_origin!;
      const wanted = expected['r2']!;
      deviations.compare('r2_origin.score', name, score, wanted.score, LEAST_SQUARES);
      for (const part of ['score_nonconstant', 'per_factor_unclipped'] as const)
        deviations.compare(`r2_origin.parts.${part}`, name, parts[part], wanted[part], LEAST_SQUARES);
    });

    it('mig', () => {
      const { score, parts } = measure(golden.factors, golden.codes, { metrics: ['mig'] }).metrics.mig!;
      const wanted = expected['mig']!;
      // The reference raises below 40 rows, where ours has no score.
      if ('error' in wanted) return deviations.compare('mig.score', name, score, null, EXACT);
      deviations.compare('mig.score', name, score, wanted.score, EXACT);
      for (const part of ['mutual_information', 'factor_entropy', 'per_factor', 'top_mi_convention'] as const)
        if (part in wanted) deviations.compare(`mig.parts.${part}`, name, parts[part], wanted[part], EXACT);
    });
  });
});
