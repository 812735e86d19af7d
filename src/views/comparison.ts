import { collectInstanceScores } from '../evaluation/instance-scores.ts';
import { rankMethods, type RankedPair } from '../evaluation/ranks.ts';
import { summariseScores, type ScoreSummary } from '../evaluation/score-summary.ts';
import type { Measured } from '../registry/record.ts';

/** What a page prints of a metric, by its key. */
export type MetricWords = Readonly<Record<string, { readonly title: string; readonly part: string }>>;

/** A record beside others; `id` is the digits of its permalink. */
export interface ComparedResult {
  readonly id: string;
  readonly measured: Measured;
}

/** One metric of all results; null where a result lacks it. */
export interface ComparedMetric {
  readonly key: string;
  readonly title: string;
  readonly summaries: readonly (ScoreSummary | null)[];
}

/** Results that stand on the same instances, compared on each. */
export interface PairedComparison {
  /** Every instance that some result covers, ascending. */
  readonly instances: readonly number[];
  /** By result, then by instance; null where a result does not cover it. */
  readonly scores: readonly (readonly (number | null)[])[];
  /** Adjusted for the pairs of this comparison, `first` being the result with the higher mean. */
  readonly pairs: readonly RankedPair[];
}

function scoresOf({ models }: Measured, metric: string, part: string): ReadonlyMap<number, number> {
  return collectInstanceScores(models.main, metric, part).scores;
}

function inOrder(scores: ReadonlyMap<number, number>): number[] {
  return [...scores].toSorted(([a], [b]) => a - b).map(([, score]) => score);
}

/** Every metric that some result has, in the order of `words`. */
export function compareMetrics(results: readonly ComparedResult[], words: MetricWords): ComparedMetric[] {
  const held = results.map(({ measured }) => new Set(measured.models.main.flatMap(({ metrics }) => Object.keys(metrics))));
  return Object.entries(words)
    .filter(([key]) => held.some((keys) => keys.has(key)))
    .map(([key, { title, part }]) => ({
      key,
      title,
      summaries: results.map(({ measured }, i) =>
        held[i]!.has(key) ? summariseScores(inOrder(scoresOf(measured, key, part))) : null,
      ),
    }));
}

/** Whether instances of one number are the same problem in all results. */
export function haveSameInstances(results: readonly ComparedResult[]): boolean {
  const tracks = results.map(({ measured: { track } }) => `${track.id} ${track.version}`);
  return new Set(tracks).size === 1;
}

/** Compares results of one track instance by instance, as its leaderboard does. */
export function comparePairs(results: readonly ComparedResult[], metric: string, part: string): PairedComparison {
  const scores = results.map(({ measured }) => scoresOf(measured, metric, part));
  const instances = [...new Set(scores.flatMap((own) => [...own.keys()]))].toSorted((a, b) => a - b);
  const { pairs } = rankMethods(results.map(({ id }, i) => ({ id, scores: scores[i]! })));
  return { instances, scores: scores.map((own) => instances.map((instance) => own.get(instance) ?? null)), pairs };
}
