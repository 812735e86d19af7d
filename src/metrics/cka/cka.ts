import { crossProduct } from '../../core/linear-algebra/cross-product.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { safeScale } from '../../core/statistics/column-summary.ts';
import type { ColumnData } from '../column-data.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';

/** With two rows any two varying columns are proportional. */
const MINIMUM_ROWS = 3;

/** Columns less their means, all times one number, so that squares neither overflow nor vanish; constant columns are 0. */
function centreColumns({ values, summaries }: ColumnData): Matrix {
  const centred = zeros(values.rows, values.columns);
  const spread = Math.max(...summaries.map(({ standardDeviation, constant }) => (constant ? 0 : standardDeviation)));
  const scale = safeScale(spread);
  const unit = 1 / (spread * scale);
  summaries.forEach(({ mean, constant }, j) => {
    if (constant) return;
    const source = column(values, j);
    const target = column(centred, j);
    for (let i = 0; i < source.length; i++) target[i] = (source[i]! * scale - mean * scale) * unit;
  });
  return centred;
}

function sumOfSquares({ data }: Matrix): number {
  let sum = 0;
  for (const value of data) sum += value * value;
  return sum;
}

/**
 * Linear centred kernel alignment: ‖ZᵀC‖² / (‖ZᵀZ‖ ‖CᵀC‖) in Frobenius norms, of the centred factors Z and codes C in their own units.
 *
 * 1 where the codes are the factors after a rotation and one common scale (and m ≥ d). Invariant to shifts, rotations and a common scale of either side,
 * not to scales of single codes. The score is null for fewer than 3 rows, and where every factor or every code is constant.
 *
 * Source: Kornblith, Norouzi, Lee and Hinton, "Similarity of neural network representations revisited", ICML 2019, equation 4.
 */
function computeCka(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS) return refuse('too-few-rows', `At least ${MINIMUM_ROWS} rows are needed; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to align with.');
  if (data.codes.columnsWhere(false).length === 0)
    return refuse('constant-codes', 'Every code is constant: there is nothing to align.');
  const [factors, codes] = [centreColumns(data.factors), centreColumns(data.codes)];
  const alignment = sumOfSquares(crossProduct(factors, codes));
  const norms = [factors, codes].map((matrix) => Math.sqrt(sumOfSquares(crossProduct(matrix, matrix))));
  const score = Math.min(1, alignment / norms[0]! / norms[1]!);
  return { score, parts: {}, diagnostics: constantColumnDiagnostics(data) };
}

/** Linear centred kernel alignment. */
export const cka: MetricGroup<'cka'> = { keys: ['cka'], compute: (data) => ({ cka: computeCka(data) }) };
