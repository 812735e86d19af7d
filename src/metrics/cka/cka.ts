import { crossProduct } from '../../core/linear-algebra/cross-product.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { safeScale } from '../../core/statistics/column-summary.ts';
import { compareWithChance } from '../chance.ts';
import type { ColumnData } from '../column-data.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type Diagnostic, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { effectiveRows } from '../repeated-rows.ts';
import { unequalUnitsDiagnostics } from '../unit-diagnostics.ts';

/** With two rows any two varying columns are proportional. */
const MINIMUM_ROWS = 3;

/** A score that chance alone lifts by more than this is remarked on, and none is given where chance comes so near to 1. */
const NOTABLE_CHANCE_LEVEL = 0.05;
const SATURATED = 0.9;

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
 * not to scales of single codes. Over all permutations of the rows the mean is tr(ZᵀZ) tr(CᵀC) / ((n − 1) ‖ZᵀZ‖ ‖CᵀC‖), whatever the tails: what chance
 * would reach. The score is null for fewer than 3 rows, where every factor or every code is constant, and where chance would reach 0.9.
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
  const freedom = Math.max(1, effectiveRows(data) - 1);
  const share = [factors, codes].reduce((product, matrix, k) => (product * sumOfSquares(matrix)) / norms[k]!, 1);
  // Copies of rows count as often as they stand there in the norms, and once in what is free.
  const expected = Math.min(1, share / freedom);
  if (expected > SATURATED) return refuseSaturated(data, expected);
  return {
    score,
    chance: compareWithChance(score, expected, Math.SQRT2 / freedom),
    parts: {},
    diagnostics: [
      ...constantColumnDiagnostics(data),
      ...unequalUnitsDiagnostics(data, ['factor', 'code']),
      ...chanceDiagnostics(data, expected),
    ],
  };
}

function chanceDiagnostics({ n }: PairedData, expected: number): Diagnostic[] {
  if (expected <= NOTABLE_CHANCE_LEVEL) return [];
  return [{ code: 'high-chance-level', message: `Independent codes would score ${expected.toFixed(2)} here, with ${n} rows.` }];
}

function refuseSaturated({ n, d, m }: PairedData, expected: number): MetricResult {
  const sizes = `${n} rows, ${d} factors and ${m} codes`;
  return refuse(
    'saturated-fit',
    `Independent codes would score ${expected.toFixed(2)} with ${sizes}: more rows or fewer columns are needed.`,
  );
}

/** Linear centred kernel alignment. */
export const cka: MetricGroup<'cka'> = { keys: ['cka'], compute: (data) => ({ cka: computeCka(data) }) };
