import { leastSquaresOfColumns } from '../../core/linear-algebra/least-squares.ts';
import { column } from '../../core/matrix.ts';
import { compareWithChance } from '../chance.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { Chance, Diagnostic, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { effectiveRows } from '../repeated-rows.ts';
import { refuseFit, refuseSaturated } from '../families/r2/refuse-fit.ts';

/** Singular values of the standardised codes below this share of the largest count as 0. */
const CUTOFF = 1e-12;

/** A score that chance alone lifts by more than this is remarked on. */
const NOTABLE_CHANCE_LEVEL = 0.05;

/**
 * Share of each factor's variance that the best affine function of the codes explains, on the rows that it is fitted on; the
 * score is the mean over the factors that vary.
 *
 * Codes and factors are standardised first, so the score is invariant to scale and shift of either, and to any invertible linear
 * map of the codes. `chance_level` is the mean that independent Gaussian codes of the same rank would reach, rank / (n − 1). The
 * score is null where every factor is constant, for more than 1,024 codes, and where the codes' rank reaches n − 1, since such a
 * fit explains anything.
 */
function computeR2(data: PairedData): MetricResult {
  const refused = refuseFit(data);
  if (refused !== undefined) return refused;
  const varying = data.factors.columnsWhere(false);
  const codes = data.codes.columnsWhere(false).map((j) => column(data.codes.standardised, j));
  const factors = varying.map((j) => column(data.factors.standardised, j));
  const { rank, residualSquares } = leastSquaresOfColumns(codes, factors, CUTOFF);
  if (rank >= data.n - 1) return refuseSaturated(rank, data.n);

  const perFactor: (number | null)[] = data.factors.summaries.map(() => null);
  let sum = 0;
  varying.forEach((j, k) => {
    const explained = 1 - residualSquares[k]! / data.n;
    perFactor[j] = explained;
    sum += Math.max(0, explained);
  });
  const score = sum / varying.length;
  const chanceLevel = rank / (data.n - 1);
  return {
    score,
    chance: chanceOf(data, score, rank, varying.length),
    parts: { per_factor_unclipped: perFactor, score_nonconstant: score, rank, chance_level: chanceLevel },
    diagnostics: [...constantColumnDiagnostics(data), ...fitDiagnostics(data, rank, chanceLevel)],
  };
}

/**
 * R² of one Gaussian factor on independent codes is Beta(rank/2, (ν − rank)/2) with ν the rows less one; copies of rows add nothing.
 */
function chanceOf(data: PairedData, score: number, rank: number, factors: number): Chance {
  const freedom = Math.max(rank, effectiveRows(data) - 1);
  const expected = rank / freedom;
  return compareWithChance(score, expected, Math.sqrt((2 * expected * (1 - expected)) / (freedom + 2) / factors));
}

function fitDiagnostics(data: PairedData, rank: number, chanceLevel: number): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (rank < data.m) diagnostics.push({ code: 'rank-deficient-codes', message: `The ${data.m} codes span ${rank} dimensions.` });
  if (chanceLevel > NOTABLE_CHANCE_LEVEL)
    diagnostics.push({
      code: 'high-chance-level',
      message: `Independent codes would score ${chanceLevel.toFixed(2)} here: ${rank} dimensions are fitted to ${data.n} rows.`,
    });
  return diagnostics;
}

/** R² of the factors given the codes, least squares with intercept. */
export const r2: MetricGroup<'r2'> = { keys: ['r2'], compute: (data) => ({ r2: computeR2(data) }) };
