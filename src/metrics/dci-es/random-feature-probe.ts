import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { cos } from '../../core/mathematics.ts';
import { column, selectColumns, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { ColumnData } from '../column-data.ts';
import type { RowSplit } from '../row-split.ts';

/** Random features beside the codes: none, then doubling, so that capacities are equally spaced on a logarithmic scale. */
const CAPACITIES = [0, 8, 16, 32, 64, 128] as const;

/** Singular values below this share of the largest count as 0. */
const CUTOFF = 1e-9;

/** The columns of `inputs` that vary on the rows to fit on, scaled as they are there, and a column of ones. */
function standardise(inputs: Matrix, fitted: ColumnData, rows: ArrayLike<number>): Matrix {
  const varying = fitted.columnsWhere(false);
  const scaled = selectRows(selectColumns(inputs, varying), rows);
  varying.forEach((j, k) => {
    const { mean, standardDeviation, scale } = fitted.summaries[j]!;
    const values = column(scaled, k);
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! * scale - mean * scale) / (standardDeviation * scale);
  });
  return scaled;
}

/** Intercept, inputs and cos(w · x + b), w ~ N(0, I / inputs), b uniform on a circle. */
function addFeatures(inputs: Matrix, weights: Matrix, offsets: Float64Array): Matrix {
  const { rows, columns: width } = inputs;
  const design = zeros(rows, 1 + width + weights.columns);
  column(design, 0).fill(1);
  design.data.set(inputs.data, rows);
  const projected = multiply(inputs, weights);
  for (let k = 0; k < weights.columns; k++) {
    const target = column(design, 1 + width + k);
    const source = column(projected, k);
    for (let i = 0; i < rows; i++) target[i] = cos(source[i]! + offsets[k]!);
  }
  return design;
}

function meanSquare(values: Float64Array, centre: number): number {
  let sum = 0;
  for (const value of values) sum += (value - centre) * (value - centre);
  return sum / values.length;
}

/**
 * Loss of each target at each capacity on the rows that were not fitted: mean squared error over that of the fitted rows' mean.
 *
 * @returns one array a target, as long as `CAPACITIES`; null for targets that are constant on either part of the rows
 */
export function lossCurves(
  codes: Matrix,
  factors: Matrix,
  { train, test }: RowSplit,
  stream: RandomStream,
): (readonly number[] | null)[] {
  const fittedCodes = new ColumnData(selectRows(codes, train));
  const fittedFactors = new ColumnData(selectRows(factors, train));
  const width = fittedCodes.columnsWhere(false).length;
  const most = CAPACITIES.at(-1)!;
  const weights = zeros(width, most);
  stream.child('weights').fillNormal(weights.data);
  for (let k = 0; k < weights.data.length; k++) weights.data[k] = weights.data[k]! / Math.sqrt(width);
  const phases = stream.child('offsets');
  const offsets = Float64Array.from({ length: most }, () => 2 * Math.PI * phases.uniform());
  const designs = [train, test].map((rows) => addFeatures(standardise(codes, fittedCodes, rows), weights, offsets));
  const targets = fittedFactors.columnsWhere(false);
  const scaled = [train, test].map((rows) => standardise(factors, fittedFactors, rows));
  const losses: (number[] | null)[] = fittedFactors.summaries.map(() => null);
  targets.forEach((j, t) => (losses[j] = meanSquare(column(scaled[1]!, t), 0) > 0 ? [] : null));
  for (const capacity of CAPACITIES) {
    const chosen = Array.from({ length: Math.min(1 + width + capacity, train.length) }, (_, k) => k);
    const { coefficients } = leastSquares(selectColumns(designs[0]!, chosen), scaled[0]!, CUTOFF);
    const predicted = multiply(selectColumns(designs[1]!, chosen), coefficients);
    targets.forEach((j, t) => {
      const truth = column(scaled[1]!, t);
      const errors = truth.map((value, i) => value - column(predicted, t)[i]!);
      losses[j]?.push(meanSquare(errors, 0) / meanSquare(truth, 0));
    });
  }
  return losses;
}
