import { leastSquaresOfColumns } from '../../core/linear-algebra/least-squares.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { robustDeviation, standardDeviation, valuesAt } from './continuous-rows.ts';

/** Rows that are looked at. */
const MOST_ROWS = 3000;
/** Columns of a fit, so that it takes less than a second. */
const MOST_TERMS = 60;
/** Rows for each column of a fit, at least. */
const ROWS_PER_TERM = 4;
/** Fits on rows drawn at random, of which one is likely to hold no changed row. */
const TRIALS = 24;
const CUTOFF = 1e-12;
/** Rows within so many standard deviations of the best fit take part in the next. */
const NEAR = 3;

/** A column less its median over its spread, so that powers of it stay moderate; null where it hardly varies. */
function scaled(values: Float64Array): Float64Array | null {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const [centre, spread] = [at(0.5), at(0.9) - at(0.1)];
  return spread > 0 ? values.map((value) => (value - centre) / spread) : null;
}

function residualsOf(terms: readonly Float64Array[], target: Float64Array, coefficients: Float64Array): Float64Array {
  const residuals = target.slice();
  terms.forEach((term, k) => {
    const coefficient = coefficients[k]!;
    for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! - coefficient * term[i]!;
  });
  return residuals;
}

/**
 * Standard deviation of a factor around its best fit by sums of cubic functions of the codes (linear ones where the codes are many), over
 * that of the factor. A minority of rows of any kind does not move it.
 *
 * @param codes and factor of the same rows
 * @returns Infinity where the rows are too few for the codes
 */
export function noiseGivenCodes(codes: readonly Float64Array[], factor: Float64Array, powers: 1 | 3): number {
  const rows = Array.from({ length: Math.min(factor.length, MOST_ROWS) }, (_, i) => i);
  const columns = codes.flatMap((code) => scaled(valuesAt(code, rows)) ?? []);
  const largest = Math.min(MOST_TERMS, rows.length / ROWS_PER_TERM);
  if (columns.length + 1 > largest) return Infinity;
  const degree = powers * columns.length + 1 > largest ? 1 : powers;
  const squares = columns.map((values) => values.map((value) => value * value));
  const cubes = columns.map((values) => values.map((value) => value * value * value));
  const bends = degree === 1 ? [] : [...squares, ...cubes];
  const terms = [new Float64Array(rows.length).fill(1), ...columns, ...bends];
  const target = valuesAt(factor, rows);
  const fit = (chosen: readonly number[]) => {
    const { coefficients } = leastSquaresOfColumns(
      terms.map((term) => valuesAt(term, chosen)),
      [valuesAt(target, chosen)],
      CUTOFF,
    );
    return residualsOf(terms, target, coefficients.data);
  };
  let best = fit(rows);
  let deviation = robustDeviation(best);
  const keepBetter = (residuals: Float64Array) => {
    const other = robustDeviation(residuals);
    if (other < deviation) [best, deviation] = [residuals, other];
  };
  const stream = new RandomStream('custodes/published-factors', rows.length, terms.length);
  for (let trial = 0; trial < TRIALS; trial++) {
    keepBetter(fit(Array.from({ length: terms.length + 3 }, () => stream.below(rows.length))));
  }
  for (let round = 0; round < 2; round++) {
    const limit = NEAR * deviation;
    keepBetter(fit(rows.filter((row) => Math.abs(best[row]!) <= limit)));
  }
  return deviation / standardDeviation(target);
}
