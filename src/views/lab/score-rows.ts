import { storedRow, type FoundCell } from '../../evaluation/atlas-excerpt.ts';
import { certify, type Expectation } from '../../evaluation/certification.ts';
import { COMPUTED_METRICS, listClaims, readClaim } from '../../evaluation/claims.ts';
import { judgeDraw, type Verdict } from '../../evaluation/verdict.ts';
import { METRICS, type MetricEntry } from '../../metrics/catalogue.ts';
import type { MetricResults } from '../../metrics/measure.ts';
import type { Diagnostic } from '../../metrics/metric.ts';
import type { Cell } from '../../suite/cell.ts';

/** One metric on one draw, and what is true of it. */
export interface ScoreRow {
  readonly metric: MetricEntry;
  /** The number that ranks; undefined while it is not computed, null where the metric gives none. */
  readonly score: number | null | undefined;
  /** Whether what the metric's maximum claims is so, by construction. */
  readonly expectation: Expectation;
  /** Of this draw alone; null where there is no score yet, or where recovery is a matter of degree. */
  readonly verdict: Verdict | null;
  /** Of the atlas, over its seeds; null where it has no such cell, or does not follow the metric there. */
  readonly atlas: { readonly verdict: Verdict; readonly mean: number | null; readonly seeds: number } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every metric of the catalogue, as far as it is computed. */
export function arrangeScores(cell: Cell, results: MetricResults, found: FoundCell | null): ScoreRow[] {
  return COMPUTED_METRICS.map((key) => {
    const metric = METRICS[key];
    const claim = listClaims([key]).find(({ part }) => part === metric.rankPart)!;
    const result = results[key];
    const score = result && readClaim(claim, result);
    const expectation = certify(claim.predicates, cell.truth, claim.scope);
    const row = found && storedRow(found, claim);
    return {
      metric,
      score,
      expectation,
      verdict: score === undefined ? null : judgeDraw(expectation, score, cell.truth.graded),
      atlas: row && { verdict: found.excerpt.verdicts[row[3]]!, mean: row[0], seeds: row[5] },
      diagnostics: result?.diagnostics ?? [],
    };
  });
}
