import type { ExperimentDocument, StoredExperiment } from '../evaluation/experiment-document.ts';
import type { Comparison } from '../evaluation/published-comparison.ts';

/** A sweep, and how it compares with what was published. */
export interface SweepSummary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly settings: number;
  /** Null where nothing was published. */
  readonly agreement: { readonly agreeing: number; readonly total: number } | null;
}

function summarise(
  { id, title, description, published, settings }: StoredExperiment,
  comparisons: readonly Comparison[],
): SweepSummary {
  const points = new Set(settings.map(({ panel, at }) => JSON.stringify([panel, at])));
  const own = comparisons.filter(
    ({ experiment, panel, at }) => experiment === published && points.has(JSON.stringify([panel, at])),
  );
  const agreement = own.length === 0 ? null : { agreeing: own.filter(({ agrees }) => agrees).length, total: own.length };
  return { id, title, description, settings: settings.length, agreement };
}

/** Every sweep in a line. */
export function summariseSweeps({ experiments }: ExperimentDocument, comparisons: readonly Comparison[]): SweepSummary[] {
  return experiments.map((experiment) => summarise(experiment, comparisons));
}
