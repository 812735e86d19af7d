import { leastSquaresOfLeadingColumns } from '../../core/linear-algebra/least-squares.ts';
import { addProduct, multiply } from '../../core/linear-algebra/multiply.ts';
import { cos } from '../../core/mathematics.ts';
import { column, leadingColumns, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
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
  const scaled = zeros(rows.length, varying.length);
  varying.forEach((j, k) => {
    const { mean, standardDeviation, scale } = fitted.summaries[j]!;
    const values = column(scaled, k);
    const source = column(inputs, j);
    for (let i = 0; i < values.length; i++) values[i] = (source[rows[i]!]! * scale - mean * scale) / (standardDeviation * scale);
  });
  return scaled;
}

/** Intercept, inputs and cos(w · x + b), w ~ N(0, I / inputs), b uniform on a circle. @param scratch what the result is written to */
function addFeatures(inputs: Matrix, weights: Matrix, offsets: Float64Array, scratch: Float64Array): Matrix {
  const { rows, columns: width } = inputs;
  const columns = 1 + width + weights.columns;
  const design = { rows, columns, data: scratch.subarray(0, columns * rows) };
  column(design, 0).fill(1);
  design.data.set(inputs.data, rows);
  const features = { rows, columns: weights.columns, data: design.data.subarray((1 + width) * rows).fill(0) };
  addProduct(features, inputs, weights);
  for (let k = 0; k < weights.columns; k++) {
    const values = column(features, k);
    for (let i = 0; i < rows; i++) values[i] = cos(values[i]! + offsets[k]!);
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
  // The rows to score on are not wanted before those to fit on are done with.
  const scratch = new Float64Array((1 + width + most) * Math.max(train.length, test.length));
  const designOf = (rows: Int32Array) => addFeatures(standardise(codes, fittedCodes, rows), weights, offsets, scratch);
  const targets = fittedFactors.columnsWhere(false);
  const scaled = [train, test].map((rows) => standardise(factors, fittedFactors, rows));
  const losses: (number[] | null)[] = fittedFactors.summaries.map(() => null);
  targets.forEach((j, t) => (losses[j] = meanSquare(column(scaled[1]!, t), 0) > 0 ? [] : null));
  const counts = CAPACITIES.map((capacity) => Math.min(1 + width + capacity, train.length));
  const solutions = leastSquaresOfLeadingColumns(designOf(train), scaled[0]!, CUTOFF, counts);
  const design = designOf(test);
  solutions.forEach(({ coefficients }, k) => {
    const predicted = multiply(leadingColumns(design, counts[k]!), coefficients);
    targets.forEach((j, t) => {
      const truth = column(scaled[1]!, t);
      const errors = column(predicted, t);
      for (let i = 0; i < errors.length; i++) errors[i] = truth[i]! - errors[i]!;
      losses[j]?.push(meanSquare(errors, 0) / meanSquare(truth, 0));
    });
  });
  return losses;
}
