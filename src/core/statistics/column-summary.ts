/** Machine epsilon of float64. */
const EPSILON = 2 ** -52;

/** A range of at most this many units in the last place of the largest magnitude is taken for rounding, not for variation. */
const ROUNDING_UNITS = 16;

/** Magnitudes between these bounds are squared and summed without overflow or loss; others are scaled into them first. */
const LARGEST_SAFE = 2 ** 400;
const SMALLEST_SAFE = 2 ** -400;
const SCALE_STEP = 2 ** 300;

/**
 * What a column's values have in common.
 *
 * The numbers lie in an array, not in fields: V8 13.6 (Node 24) boxes float64 fields, and about once in 600 models the summaries that its
 * compiled code made one after the other for an object literal shared their boxes, so that all of them held the last column's numbers.
 */
export class ColumnSummary {
  readonly #numbers: Float64Array;
  /**
   * maximum − minimum ≤ 16 · 2⁻⁵² · max|x|: all values are equal, or equal but for rounding. The rule does not change when the
   * column is scaled, nor with n; an offset hides variation only where float64 itself has lost it.
   */
  readonly constant: boolean;

  constructor(minimum: number, maximum: number, mean: number, standardDeviation: number, scale: number, constant: boolean) {
    this.#numbers = Float64Array.of(minimum, maximum, mean, standardDeviation, scale);
    this.constant = constant;
  }

  get minimum(): number {
    return this.#numbers[0]!;
  }

  get maximum(): number {
    return this.#numbers[1]!;
  }

  get mean(): number {
    return this.#numbers[2]!;
  }

  /** Population standard deviation (divides by n). */
  get standardDeviation(): number {
    return this.#numbers[3]!;
  }

  /** Power of two by which the column must be multiplied before its values are squared; 1 but for extreme columns. */
  get scale(): number {
    return this.#numbers[4]!;
  }
}

/** A power of two that brings `magnitude` into the range in which squares are safe; 1 where it already is, or is 0. */
export function safeScale(magnitude: number): number {
  if (magnitude > LARGEST_SAFE) return safeScale(magnitude / SCALE_STEP) / SCALE_STEP;
  if (magnitude < SMALLEST_SAFE && magnitude > 0) return safeScale(magnitude * SCALE_STEP) * SCALE_STEP;
  return 1;
}

/**
 * Extremes, mean and standard deviation of one column, by the two-pass algorithm with Björck's correction.
 *
 * @param values at least one number, all finite
 */
export function summariseColumn(values: Float64Array): ColumnSummary {
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
  const constant = range <= ROUNDING_UNITS * EPSILON * (magnitude * scale);

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
  const mean = (provisional + deviations / n) / scale;
  return new ColumnSummary(minimum, maximum, mean, Math.sqrt(variance) / scale, scale, constant);
}
