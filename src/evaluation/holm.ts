/**
 * Holm's step-down adjustment: `adjusted ≤ α` rejects with a family-wise error of at most α under any dependence.
 *
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 *
 * @param pValues one per hypothesis; a hypothesis that could not be tested takes part as 1
 * @returns adjusted p-values in the same order, at most 1
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 0;
  order.forEach((index, step) => {
    running = Math.max(running, Math.min(1, pValues[index]! * (pValues.length - step)));
    adjusted[index] = running;
  });
  return adjusted;
}
