/**
 * Which hypotheses to reject so that the expected share of false rejections is at most `rate`, under any dependence of the tests.
 *
 * Source: Benjamini and Yekutieli, "The control of the false discovery rate in multiple testing under dependency", Annals of
 * Statistics 29 (2001), theorem 1.3.
 */
export function rejectBenjaminiYekutieli(pValues: readonly number[], rate: number): boolean[] {
  const count = pValues.length;
  let harmonic = 0;
  for (let k = 1; k <= count; k++) harmonic += 1 / k;
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  let threshold = -Infinity;
  order.forEach((index, k) => {
    if (pValues[index]! <= ((k + 1) * rate) / (count * harmonic)) threshold = pValues[index]!;
  });
  return pValues.map((p) => p <= threshold);
}
