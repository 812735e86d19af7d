/** Machine epsilon of float64, 2⁻⁵². */
const EPSILON = 2 ** -52;

/**
 * A column varies at rounding level, and counts as constant, where its range is at most this many units in the last place of its
 * largest magnitude. 0.1 + 0.2 against 0.3 differs by one; the measured noise of sums and products is within a few.
 */
const ROUNDING_UNITS = 16;

export interface ColumnSummary {
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Population standard deviation (divides by n). */
  readonly standardDeviation: number;
  /** maximum − minimum ≤ 16 · 2⁻⁵² · max|x|: equal values, or equal but for rounding. Invariant to scale. */
  readonly constant: boolean;
}

/** Whether a column with these extremes counts as constant; see `ColumnSummary.constant`. */
export function isConstant(minimum: number, maximum: number): boolean {
  const magnitude = Math.max(Math.abs(minimum), Math.abs(maximum));
  return maximum / 2 - minimum / 2 <= (ROUNDING_UNITS / 2) * EPSILON * magnitude;
}

/**
 * Extremes, mean and standard deviation of one column, by the two-pass algorithm with Björck's correction of the mean.
 *
 * @param values at least one finite number
 */
export function summariseColumn(values: Float64Array): ColumnSummary {
  const n = values.length;
  let minimum = values[0]!;
  let maximum = minimum;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value < minimum) minimum = value;
    else if (value > maximum) maximum = value;
    sum += value;
  }
  const provisional = sum / n;
  let deviations = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = values[i]! - provisional;
    deviations += deviation;
    squares += deviation * deviation;
  }
  const mean = provisional + deviations / n;
  const variance = Math.max(0, (squares - (deviations * deviations) / n) / n);
  return { minimum, maximum, mean, standardDeviation: Math.sqrt(variance), constant: isConstant(minimum, maximum) };
}
