/**
 * Writes `source` with mean 0 and population variance 1 to `target`. The column must not be constant.
 *
 * @param mean of the source, in its own units; what it is off by is removed too
 * @param scale power of two that makes squares safe, see `ColumnSummary.scale`
 */
export function standardiseColumn(source: Float64Array, target: Float64Array, mean: number, scale: number): void {
  const n = source.length;
  const centre = mean * scale;
  let deviations = 0;
  for (let i = 0; i < n; i++) {
    const deviation = source[i]! * scale - centre;
    target[i] = deviation;
    deviations += deviation;
  }
  const remainder = deviations / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = target[i]! - remainder;
    target[i] = deviation;
    squares += deviation * deviation;
  }
  const factor = 1 / Math.sqrt(squares / n);
  for (let i = 0; i < n; i++) target[i] = target[i]! * factor;
}
