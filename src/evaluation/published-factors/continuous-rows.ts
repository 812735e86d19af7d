/** Fewer rows show nothing. A direction of superposition is present in a hundred. */
export const LEAST_ROWS = 50;

/**
 * Rows in which a factor has a value that no other row has. Of a factor with few values, or of a sparse one where it is absent, an honest
 * code may well be an exact function, so rows with tied values say nothing of where the code came from.
 */
export function continuousRows(factor: Float64Array): number[] {
  const counts = new Map<number, number>();
  for (const value of factor) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Array.from(factor.keys()).filter((row) => counts.get(factor[row]!) === 1);
}

/** The values in these rows. */
export function valuesAt(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

export function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Median of magnitudes as the standard deviation of normal noise that has it: a few rows of any size do not move it. */
export function robustDeviation(residuals: Float64Array): number {
  return medianMagnitude(residuals) / 0.6744897501960817;
}

function medianMagnitude(values: Float64Array): number {
  const sorted = values.map(Math.abs).sort();
  return sorted[Math.floor(sorted.length / 2)]!;
}
