/**
 * R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)². Where y is constant: 1 if every prediction is exact, else 0 (scikit-learn, `r2_score`).
 */
export function coefficientOfDetermination(actual: Float64Array, predicted: Float64Array): number {
  let sum = 0;
  for (const value of actual) sum += value;
  const mean = sum / actual.length;
  let residual = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i++) {
    residual += (actual[i]! - predicted[i]!) * (actual[i]! - predicted[i]!);
    total += (actual[i]! - mean) * (actual[i]! - mean);
  }
  if (residual === 0) return 1;
  return total === 0 ? 0 : 1 - residual / total;
}

/** Share of positions at which both hold the same number. */
export function shareOfEqual(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let equal = 0;
  for (let i = 0; i < actual.length; i++) if (actual[i] === predicted[i]) equal++;
  return equal / actual.length;
}
