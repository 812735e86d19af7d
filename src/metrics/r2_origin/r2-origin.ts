import { leastSquares, leastSquaresOfColumns } from '../../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { safeScale } from '../../core/statistics/column-summary.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { ColumnData } from '../column-data.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { Diagnostic, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { offsetDiagnostics } from '../unit-diagnostics.ts';
import { refuseFit, refuseSaturated } from '../families/r2/refuse-fit.ts';

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/**
 * The variant of Joshi et al. 2026: least squares of the raw factors on the raw codes without intercept, 1 − mean squared error /
 * variance for each factor, clipped to [0, 1] and averaged over all factors, constant ones counting 0.
 *
 * Shifting or rescaling codes or factors changes it; `r2` is the well-behaved one. The score is null where every factor is
 * constant, for more than 1,024 codes, and where the codes' rank reaches n, since such a fit explains anything.
 */
function computeR2Origin(data: PairedData): MetricResult {
  const refused = refuseFit(data);
  if (refused !== undefined) return refused;
  const varying = data.factors.columnsWhere(false);
  // One scale for all codes: the cut-off compares them with one another.
  const codeScale = safeScale(Math.max(...data.codes.summaries.map(({ minimum, maximum }) => Math.max(-minimum, maximum))));
  const codes = scaled(data.codes, [...data.codes.summaries.keys()], () => codeScale);
  const factors = scaled(data.factors, varying, (j) => data.factors.summaries[j]!.scale);
  const cutoff = EPSILON * Math.max(data.n, data.m);
  const { rank, residualSquares } = leastSquares(codes, factors, cutoff);
  if (rank >= data.n) return refuseSaturated(rank, data.n);

  const perFactor = data.factors.summaries.map(() => 0);
  let sum = 0;
  varying.forEach((j, k) => {
    const { standardDeviation, scale } = data.factors.summaries[j]!;
    const deviation = standardDeviation * scale;
    const explained = 1 - residualSquares[k]! / data.n / (deviation * deviation);
    perFactor[j] = explained;
    sum += Math.min(1, Math.max(0, explained));
  });
  return {
    score: sum / data.d,
    parts: { per_factor_unclipped: perFactor, score_nonconstant: sum / varying.length, rank },
    diagnostics: [...constantColumnDiagnostics(data), ...offsetDiagnostics(data), ...lostCodesDiagnostics(data, rank, cutoff)],
  };
}

/** The remark where codes drop out of the fit only because others are so much larger. @param rank of the codes in their own units */
function lostCodesDiagnostics(data: PairedData, rank: number, cutoff: number): Diagnostic[] {
  if (rank === data.m) return [];
  const alike = data.codes.summaries.map(({ minimum, maximum }, j) => {
    const magnitude = Math.max(-minimum, maximum);
    return column(data.codes.values, j).map((value) => (magnitude > 0 ? value / magnitude : 0));
  });
  const lost = leastSquaresOfColumns(alike, [], cutoff).rank - rank;
  if (lost <= 0) return [];
  const dimensions = lost === 1 ? '1 dimension' : `${lost} dimensions`;
  const message = `The score depends on the units of the codes: the fit loses ${dimensions} of codes that are tiny next to the largest code. Bring the codes to one unit, or use r2.`;
  return [{ code: 'unequal-code-units', message }];
}

/** The named columns, each multiplied by a power of two. */
function scaled({ values }: ColumnData, columns: readonly number[], scaleOf: (j: number) => number): Matrix {
  const result = zeros(values.rows, columns.length);
  columns.forEach((j, k) => {
    const scale = scaleOf(j);
    const source = column(values, j);
    const target = column(result, k);
    for (let i = 0; i < target.length; i++) target[i] = source[i]! * scale;
  });
  return result;
}

/** R² of the factors given the codes, least squares through the origin, as released with the paper. */
export const r2Origin: MetricGroup<'r2_origin'> = {
  keys: ['r2_origin'],
  compute: (data) => ({ r2_origin: computeR2Origin(data) }),
};
