/** One model on one draw: the fields that ranking reads, as in a record's `measured.models.main`. */
export interface ScoredModel {
  readonly instance: number;
  /** Training seed. */
  readonly seed: string;
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/** Scores of one submission on one track by instance. */
export interface CollectedScores {
  /** Mean over the training seeds of each instance. */
  readonly scores: ReadonlyMap<number, number>;
  /** Models whose metric refused (for example constant codes). They count 0: a failed run must not raise a mean. */
  readonly refused: number;
  /** Fewest and most training seeds in one instance. */
  readonly seeds: { readonly fewest: number; readonly most: number };
}

/**
 * Averages one part of one metric over training seeds within instances, so that the instance is the unit of replication.
 *
 * @param models every model of the submission on the main variant; models that were never scored on `metric` are left out
 * @param metric metric key, for example the track's primary metric
 * @param part part of the metric, for example `coverage`
 */
export function collectInstanceScores(models: readonly ScoredModel[], metric: string, part: string): CollectedScores {
  const scored = models
    .filter(({ metrics }) => metrics[metric] !== undefined)
    .toSorted((a, b) => a.instance - b.instance || (a.seed < b.seed ? -1 : a.seed > b.seed ? 1 : 0));
  const byInstance = new Map<number, number[]>();
  let refused = 0;
  for (const { instance, metrics } of scored) {
    const value = metrics[metric]?.[part] ?? null;
    if (value === null) refused++;
    byInstance.set(instance, [...(byInstance.get(instance) ?? []), value ?? 0]);
  }
  const counts = [...byInstance.values()].map(({ length }) => length);
  return {
    scores: new Map(
      [...byInstance].map(([instance, values]) => [instance, values.reduce((sum, value) => sum + value, 0) / values.length]),
    ),
    refused,
    seeds: counts.length === 0 ? { fewest: 0, most: 0 } : { fewest: Math.min(...counts), most: Math.max(...counts) },
  };
}
