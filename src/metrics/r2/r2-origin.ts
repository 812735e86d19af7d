import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { safeScale } from '../../core/statistics/column-summary.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { ColumnData } from '../column-data.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { offsetDiagnostics } from '../unit-diagnostics.ts';
import { refuseFit, refuseSaturated } from './refuse-fit.ts';

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
  const { rank, residualSquares } = leastSquares(codes, factors, EPSILON * Math.max(data.n, data.m));
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
    diagnostics: [...constantColumnDiagnostics(data), ...offsetDiagnostics(data)],
  };
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
