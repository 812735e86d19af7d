/**
 * `centre + deviation · standard()`, conditioned on lying inside the interval, by rejection.
 *
 * With the centre inside the interval and a symmetric law about half of all proposals or more are kept, unless the interval is
 * much narrower than the deviation.
 */
export function truncated(
  standard: () => number,
  centre: number,
  deviation: number,
  { low, high }: { readonly low: number; readonly high: number },
): number {
  for (;;) {
    const value = centre + deviation * standard();
    if (value >= low && value <= high) return value;
  }
}
