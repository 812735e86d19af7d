/**
 * Writes `source` centred and scaled to Euclidean length 1 to `target`. The column must not be constant.
 */
export function normaliseColumn(source: Float64Array, target: Float64Array): void {
  const n = source.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += source[i]!;
  const provisional = sum / n;
  let deviations = 0;
  for (let i = 0; i < n; i++) deviations += source[i]! - provisional;
  const mean = provisional + deviations / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = source[i]! - mean;
    target[i] = deviation;
    squares += deviation * deviation;
  }
  const length = Math.sqrt(squares);
  for (let i = 0; i < n; i++) target[i] = target[i]! / length;
}
