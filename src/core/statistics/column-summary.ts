import { column, type Matrix } from '../matrix.ts';

/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** A range of at most this many units in the last place of the largest magnitude is taken for rounding, not for variation. */
const ROUNDING_UNITS = 16;

/** Magnitudes between these bounds are squared and summed without overflow or loss; others are scaled into them first. */
const LARGEST_SAFE = 2 ** 400;
const SMALLEST_SAFE = 2 ** -400;
const SCALE_STEP = 2 ** 300;

/** Where the numbers of a summary lie, one after the other. */
const MINIMUM = 0;
const MAXIMUM = 1;
const MEAN = 2;
const STANDARD_DEVIATION = 3;
const SCALE = 4;
const CONSTANT = 5;
const NUMBERS = 6;

/**
 * What a column's values have in common: a view of its numbers in an array that the summaries of a matrix share.
 *
 * The numbers are no fields: in V8 13.6 (Node 24), about once in 600 models, summaries that compiled code made one after the other as object
 * literals came to share their memory, and all of them held the last column's numbers. An array that is there before the columns are read
 * cannot be shared by accident.
 */
export class ColumnSummary {
  readonly #numbers: Float64Array;
  readonly #start: number;

  /** @param start where its numbers begin, as `summariseInto` writes them */
  constructor(numbers: Float64Array, start: number) {
    this.#numbers = numbers;
    this.#start = start;
  }

  get minimum(): number {
    return this.#numbers[this.#start + MINIMUM]!;
  }

  get maximum(): number {
    return this.#numbers[this.#start + MAXIMUM]!;
  }

  get mean(): number {
    return this.#numbers[this.#start + MEAN]!;
  }

  /** Population standard deviation (divides by n). */
  get standardDeviation(): number {
    return this.#numbers[this.#start + STANDARD_DEVIATION]!;
  }

  /** Power of two by which the column must be multiplied before its values are squared; 1 but for extreme columns. */
  get scale(): number {
    return this.#numbers[this.#start + SCALE]!;
  }

  /**
   * maximum − minimum ≤ 16 · 2⁻⁵² · max|x|: all values are equal, or equal but for rounding. The rule does not change when the
   * column is scaled, nor with n; an offset hides variation only where float64 itself has lost it.
   */
  get constant(): boolean {
    return this.#numbers[this.#start + CONSTANT] === 1;
  }
}

/** A power of two that brings `magnitude` into the range in which squares are safe; 1 where it already is, or is 0. */
export function safeScale(magnitude: number): number {
  if (magnitude > LARGEST_SAFE) return safeScale(magnitude / SCALE_STEP) / SCALE_STEP;
  if (magnitude < SMALLEST_SAFE && magnitude > 0) return safeScale(magnitude * SCALE_STEP) * SCALE_STEP;
  return 1;
}

/** Writes extremes, mean and standard deviation of a column to `numbers`, by the two-pass algorithm with Björck's correction. */
function summariseInto(values: Float64Array, numbers: Float64Array, start: number): void {
  const n = values.length;
  let minimum = values[0]!;
  let maximum = minimum;
  for (let i = 1; i < n; i++) {
    const value = values[i]!;
    if (value < minimum) minimum = value;
    else if (value > maximum) maximum = value;
  }
  const magnitude = Math.max(-minimum, maximum);
  const scale = safeScale(magnitude);
  const range = maximum * scale - minimum * scale;

  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]! * scale;
  const provisional = sum / n;
  let deviations = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = values[i]! * scale - provisional;
    deviations += deviation;
    squares += deviation * deviation;
  }
  const variance = Math.max(0, squares - (deviations * deviations) / n) / n;
  numbers[start + MINIMUM] = minimum;
  numbers[start + MAXIMUM] = maximum;
  numbers[start + MEAN] = (provisional + deviations / n) / scale;
  numbers[start + STANDARD_DEVIATION] = Math.sqrt(variance) / scale;
  numbers[start + SCALE] = scale;
  numbers[start + CONSTANT] = range <= ROUNDING_UNITS * EPSILON * (magnitude * scale) ? 1 : 0;
}

/** The summary of one column. @param values at least one number, all finite */
export function summariseColumn(values: Float64Array): ColumnSummary {
  const numbers = new Float64Array(NUMBERS);
  summariseInto(values, numbers, 0);
  return new ColumnSummary(numbers, 0);
}

/** The summaries of all columns. @param matrix at least one row, all entries finite */
export function summariseColumns(matrix: Matrix): ColumnSummary[] {
  const numbers = new Float64Array(NUMBERS * matrix.columns);
  for (let j = 0; j < matrix.columns; j++) summariseInto(column(matrix, j), numbers, NUMBERS * j);
  return Array.from({ length: matrix.columns }, (_, j) => new ColumnSummary(numbers, NUMBERS * j));
}
