/** Arithmetic mean, or null of nothing. The sum runs in the order given. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
