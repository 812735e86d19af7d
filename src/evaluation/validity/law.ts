import { InputError } from '../../core/input-error.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { findDgp } from '../../suite/dgps/catalogue.ts';
import { findParameterFaults, throwFaults, withDefaults, type ParameterValues } from '../../suite/parameters.ts';

/** Root of every stream of the validity tables. */
export const VALIDITY_DOMAIN = 'custodes/validity';

/** Rows from which correlations on the support of a law are taken, where its factors determine each other. */
const SUPPORT_ROWS = 20_000;

/** A law of the suite as plain data: it goes into documents and to workers. */
export interface LawRequest {
  readonly dgp: string;
  readonly parameters?: ParameterValues;
}

/** One of a few values that stand for a factor's distribution, with mean 0 and variance 1. */
export type Points = Float64Array;

/** How d factors are distributed, with what the truth of codes made from them depends on. */
export interface Law {
  /** Stable name: equal for two laws if and only if they are the same. */
  readonly name: string;
  /** As in a sentence. */
  readonly words: string;
  readonly d: number;
  /** Most rows that it can give. */
  readonly rows: number;
  /** n × d factors as a metric sees them. */
  draw(seed: number | string, n: number): Matrix;
  /** Factors with mean 0 and variance 1 in the law (not in the sample); a constant factor is 0. */
  standardise(factors: Matrix): Matrix;
  /** Equally likely standardised values of factor j, ascending. */
  points(j: number): Points;
  /** Factors that no exact relation ties to others, ascending. */
  readonly free: readonly number[];
  /** Correlations of the factors, where some of them determine each other; else undefined, and truth is that of the product of the marginals. */
  readonly support?: Matrix;
}

function meanAndDeviation(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Subtracts a centre from each column and divides by a scale; a scale of 0 gives 0. */
function standardiseBy(factors: Matrix, centres: readonly number[], scales: readonly number[]): Matrix {
  const result = zeros(factors.rows, factors.columns);
  for (let j = 0; j < factors.columns; j++) {
    if (scales[j] === 0) continue;
    const source = column(factors, j);
    const target = column(result, j);
    for (let i = 0; i < source.length; i++) target[i] = (source[i]! - centres[j]!) / scales[j]!;
  }
  return result;
}

/** Sorted values with mean 0 and variance 1; all 0 where they are constant. */
function standardPoints(values: Float64Array): Points {
  const { mean, deviation } = meanAndDeviation(values);
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation)).sort();
}

/** Correlation matrix of standardised columns. */
function correlate(standardised: Matrix): Matrix {
  const { rows: n, columns: d } = standardised;
  const correlations = zeros(d, d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      const [x, y] = [column(standardised, a), column(standardised, b)];
      let sum = 0;
      for (let i = 0; i < n; i++) sum += x[i]! * y[i]!;
      correlations.data[b * d + a] = sum / n;
    }
  }
  return correlations;
}

function describe(title: string, parameters: ParameterValues): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
  return [title, ...given].join(', ');
}

/**
 * A law of the suite.
 *
 * @throws InputError where the DGP or a parameter is unknown, out of range, or leaves a factor without a variance
 */
export function lawOf({ dgp: id, parameters: given = {} }: LawRequest, d: number): Law {
  const dgp = findDgp(id);
  throwFaults(findParameterFaults(dgp.parameters, given));
  const parameters = withDefaults(dgp.parameters, given);
  throwFaults(dgp.findFaults(parameters, d));
  const { factors, determinations } = dgp.describeFactors(parameters, d);
  const divergent = factors.findIndex(({ standardDeviation }) => standardDeviation === Infinity);
  if (divergent >= 0)
    throw new InputError({ path: 'dgp', rule: `factor ${divergent + 1} has no variance`, fix: 'choose other parameters' });
  const points = factors.map((factor) => standardPoints(factor.points));
  const centres = factors.map((factor) => meanAndDeviation(factor.points).mean);
  const scales = factors.map(({ standardDeviation }) => standardDeviation);
  const tied = new Set(determinations.flatMap(({ target, sources }) => [target, ...sources]));
  const draw = (seed: number | string, n: number) =>
    dgp.draw(new RandomStream(VALIDITY_DOMAIN, seed, 'factors', dgp.id), n, d, parameters);
  const standardise = (matrix: Matrix) => standardiseBy(matrix, centres, scales);
  return {
    name: JSON.stringify({ dgp: dgp.id, parameters }),
    words: describe(dgp.title, parameters),
    d,
    rows: Infinity,
    draw,
    standardise,
    points: (j) => points[j]!,
    free: factors.flatMap((_, j) => (tied.has(j) ? [] : [j])),
    ...(tied.size > 0 ? { support: correlate(standardise(draw('support', SUPPORT_ROWS))) } : {}),
  };
}

/** The factors of someone's own array, always the same rows: the first n of them. */
export function lawOfArray(factors: Matrix): Law {
  const { rows, columns: d } = factors;
  const moments = Array.from({ length: d }, (_, j) => meanAndDeviation(column(factors, j)));
  const points = Array.from({ length: d }, (_, j) => standardPoints(column(factors, j)));
  return {
    name: 'array',
    words: 'your factors',
    d,
    rows,
    draw(_, n) {
      if (n > rows) throw new InputError({ path: 'n', rule: `is ${n}, but there are ${rows} rows`, fix: `give at most ${rows}` });
      const taken = zeros(n, d);
      for (let j = 0; j < d; j++) column(taken, j).set(column(factors, j).subarray(0, n));
      return taken;
    },
    standardise: (matrix) =>
      standardiseBy(
        matrix,
        moments.map(({ mean }) => mean),
        moments.map(({ deviation }) => deviation),
      ),
    points: (j) => points[j]!,
    free: moments.flatMap(({ deviation }, j) => (deviation > 0 ? [j] : [])),
  };
}
