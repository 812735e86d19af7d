import { column, type Matrix } from '../core/matrix.ts';
import { argsort } from '../core/statistics/argsort.ts';

/** Rows and number of the intervals on which a code is fitted by a line each. */
const INTERVAL_ROWS = 250;
const MAXIMUM_INTERVALS = 40;
/** Coefficients of a line. */
const LINE = 2;

/**
 * Shares of a code's variance that functions of one factor explain, least free first. All refer to ranks of the code but `affine`
 * and `smooth`, so that a heavy tail cannot stand for the whole.
 */
export interface OwnFactor {
  /** The factor that explains most. */
  readonly factor: number;
  /** Squared correlation. */
  readonly affine: number;
  /** Best increasing or decreasing function. */
  readonly monotone: number;
  /** Any function that is continuous but for jumps: 1 − half the von Neumann ratio along the factor. */
  readonly any: number;
  /** Any function, of the code itself, by lines on intervals of the factor; adjusted for the number of coefficients. */
  readonly smooth: number;
}

/**
 * Mean squared difference of neighbours along `order` over twice the variance: the share of variance that no function of the sorting
 * variable explains, as n grows (von Neumann 1941). Needs no bandwidth.
 *
 * @param values mean 0 and variance 1
 */
function neighbourShare(values: Float64Array, order: Uint32Array): number {
  let sum = 0;
  for (let k = 1; k < order.length; k++) {
    const difference = values[order[k]!]! - values[order[k - 1]!]!;
    sum += difference * difference;
  }
  return sum / (2 * (order.length - 1));
}

/** Share of the variance of `values` (mean 0, variance 1) that the best increasing function explains: pool adjacent violators. */
function increasingShare(values: Float64Array, order: Uint32Array, sign: 1 | -1): number {
  const n = order.length;
  const sums = new Float64Array(n);
  const counts = new Float64Array(n);
  let top = -1;
  for (let k = 0; k < n; k++) {
    let sum = sign * values[order[k]!]!;
    let count = 1;
    while (top >= 0 && sums[top]! * count >= sum * counts[top]!) {
      sum += sums[top]!;
      count += counts[top]!;
      top--;
    }
    top++;
    sums[top] = sum;
    counts[top] = count;
  }
  let explained = 0;
  for (let k = 0; k <= top; k++) explained += (sums[k]! * sums[k]!) / counts[k]!;
  return explained / n;
}

/** Adjusted share of variance that a line on each of some intervals of equally many rows explains. */
function intervalShare(values: Float64Array, factor: Float64Array, order: Uint32Array): number {
  const n = values.length;
  const intervals = Math.max(1, Math.min(MAXIMUM_INTERVALS, Math.floor(n / INTERVAL_ROWS)));
  let residual = 0;
  for (let interval = 0; interval < intervals; interval++) {
    const start = Math.floor((interval * n) / intervals);
    const end = Math.floor(((interval + 1) * n) / intervals);
    let [x, y, xx, xy, yy] = [0, 0, 0, 0, 0];
    for (let k = start; k < end; k++) {
      const row = order[k]!;
      x += factor[row]!;
      y += values[row]!;
    }
    const [meanX, meanY] = [x / (end - start), y / (end - start)];
    for (let k = start; k < end; k++) {
      const row = order[k]!;
      const dx = factor[row]! - meanX;
      const dy = values[row]! - meanY;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    residual += yy - (xx > 0 ? (xy * xy) / xx : 0);
  }
  return Math.max(0, 1 - residual / (n - LINE * intervals));
}

function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / a.length;
}

/** What single factors say of a code. All columns have mean 0 and variance 1. */
export interface OwnFactorInput {
  readonly factors: Matrix;
  readonly factorRanks: Matrix;
  readonly orders: readonly Uint32Array[];
  readonly code: Float64Array;
  readonly codeRanks: Float64Array;
}

/** Rank correlation and neighbour share of one code with each factor, for tests of dependence and the choice of the factor. */
export interface FactorAssociation {
  readonly rankCorrelation: number;
  readonly neighbourShare: number;
}

/** How a code goes with each factor. */
export function associate({ factorRanks, orders, codeRanks }: OwnFactorInput): FactorAssociation[] {
  return orders.map((order, j) => ({
    rankCorrelation: correlation(codeRanks, column(factorRanks, j)),
    neighbourShare: neighbourShare(codeRanks, order),
  }));
}

/** Fits functions of the one factor that explains most of the code. */
export function fitOwnFactor(input: OwnFactorInput, associations: readonly FactorAssociation[]): OwnFactor {
  const explained = associations.map(({ rankCorrelation, neighbourShare: left }) =>
    Math.max(1 - left, rankCorrelation * rankCorrelation),
  );
  const factor = explained.indexOf(Math.max(...explained));
  const order = input.orders[factor]!;
  const values = column(input.factors, factor);
  const r = correlation(input.code, values);
  const monotone = Math.max(increasingShare(input.codeRanks, order, 1), increasingShare(input.codeRanks, order, -1));
  return {
    factor,
    affine: r * r,
    monotone,
    any: explained[factor]!,
    smooth: Math.max(intervalShare(input.code, values, order), r * r),
  };
}

/** Row orders along each column. */
export function columnOrders(matrix: Matrix): Uint32Array[] {
  return Array.from({ length: matrix.columns }, (_, j) => argsort(column(matrix, j)));
}
