import { ln } from '../mathematics.ts';

/**
 * c · ln c for c = 0 … n, with 0 · ln 0 = 0. Entropies of counts that add up to n are sums of its entries, so that one logarithm
 * a count value is enough for any number of tables.
 */
export function countLogTable(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  for (let count = 2; count <= n; count++) table[count] = count * ln(count);
  return table;
}

/** Sum of c · ln c over counts, from `countLogTable`. */
export function sumCountLogs(counts: ArrayLike<number>, table: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += table[counts[k]!]!;
  return sum;
}
