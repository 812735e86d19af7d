import type { ColumnSummary } from './column-summary.ts';

/**
 * Bin of each value, 0 … bins − 1, for bins of equal width between the column's extremes.
 *
 * Edge i is minimum + i · (maximum − minimum) / bins in float64, and a value belongs to the last bin whose lower edge is at most
 * the value, so the maximum falls in the last bin. A constant column has one bin.
 *
 * @param bins 1 … 256
 */
export function equalWidthBins(values: Float64Array, summary: ColumnSummary, bins: number): Uint8Array {
  const labels = new Uint8Array(values.length);
  if (summary.constant) return labels;
  const { scale } = summary;
  const minimum = summary.minimum * scale;
  const step = (summary.maximum * scale - minimum) / bins;
  const edges = Float64Array.from({ length: bins }, (_, i) => i * step + minimum);
  const last = bins - 1;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]! * scale;
    // The quotient may be off by rounding; the edges decide.
    let label = Math.min(last, Math.floor((value - minimum) / step));
    while (value < edges[label]!) label--;
    while (label < last && value >= edges[label + 1]!) label++;
    labels[k] = label;
  }
  return labels;
}
