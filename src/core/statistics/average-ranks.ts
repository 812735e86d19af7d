/**
 * Ranks 1 … n; equal values share the mean of their ranks.
 *
 * @param order `argsort(values)`
 * @param target receives the ranks, n entries
 */
export function averageRanks(values: Float64Array, order: Uint32Array, target: Float64Array): Float64Array {
  const n = values.length;
  for (let start = 0, end: number; start < n; start = end) {
    const value = values[order[start]!]!;
    end = start + 1;
    while (end < n && values[order[end]!] === value) end++;
    const rank = (start + 1 + end) / 2;
    for (let k = start; k < end; k++) target[order[k]!] = rank;
  }
  return target;
}
