import type { Measured } from '../registry/record.ts';
import { metricsChart } from './comparison-chart.ts';
import { instancesTable, metricsTable, pairsTable, type NamedResult } from './comparison-tables.ts';
import type { ComparisonWords } from './comparison-words.ts';
import { compareMetrics, comparePairs, haveSameInstances } from './comparison.ts';
import { markup, type MarkupElement } from './markup.ts';

/** What a comparison is made of. */
export interface ComparisonRequest {
  readonly results: readonly (NamedResult & { readonly measured: Measured })[];
  readonly words: Pick<ComparisonWords, 'metrics' | 'tracks'>;
  /** Metric to pair by, or null for the one that ranks the track. */
  readonly metric: string | null;
}

/** A comparison, ready to be shown. */
export interface ComparisonView {
  readonly chart: MarkupElement;
  readonly numbers: MarkupElement;
  /** Null where the results do not pair up by instance. */
  readonly paired: {
    /** What can be paired by, the chosen metric selected. */
    readonly options: readonly MarkupElement[];
    readonly pairs: MarkupElement;
    readonly instances: MarkupElement;
  } | null;
}

/** Draws and tabulates the results; those of one track, two at least, also instance by instance. */
export function viewComparison({ results, words, metric }: ComparisonRequest): ComparisonView {
  const metrics = compareMetrics(results, words.metrics);
  const view = { chart: metricsChart(metrics), numbers: metricsTable(metrics, results) };
  if (results.length < 2 || !haveSameInstances(results)) return { ...view, paired: null };
  const primary = words.tracks[results[0]!.measured.track.id];
  const chosen = metrics.find(({ key }) => key === (metric ?? primary?.metric)) ?? metrics[0]!;
  // The track says which part of its metric ranks; of the others pages print one part.
  const part = primary?.metric === chosen.key ? primary.part : words.metrics[chosen.key]!.part;
  const comparison = comparePairs(results, chosen.key, part);
  return {
    ...view,
    paired: {
      options: metrics.map(({ key, title }) => markup('option', { value: key, selected: key === chosen.key }, title)),
      pairs: pairsTable(comparison, results),
      instances: instancesTable(comparison, results),
    },
  };
}
