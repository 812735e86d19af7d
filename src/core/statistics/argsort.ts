/**
 * Row numbers in ascending order of `values`; equal values (−0 and 0 are equal) keep their order.
 *
 * @param values finite numbers
 */
export function argsort(values: Float64Array): Uint32Array {
  const order = Uint32Array.from(values, (_, i) => i);
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}
