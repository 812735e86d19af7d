import type { MetricScalars } from '../../registry/record.ts';

/** How one metric of a rerun compares with the record. */
export interface MetricComparison {
  readonly key: string;
  /** Every scalar has the same bits, or is absent in both. */
  readonly identical: boolean;
  /** Largest absolute difference of any scalar; infinite where one side has none. 0 if identical. */
  readonly difference: number;
}

function differenceOf(recorded: number | null | undefined, recomputed: number | null | undefined): number {
  if (Object.is(recorded, recomputed)) return 0;
  if (typeof recorded !== 'number' || typeof recomputed !== 'number') return Infinity;
  // −0 and 0 are equal numbers and print the same; JSON does not keep the sign.
  return Math.abs(recorded - recomputed);
}

/** Compares every scalar of the metrics that were recomputed. The record may hold more metrics, never fewer. */
export function compareMetrics(
  recorded: Readonly<Record<string, MetricScalars>>,
  recomputed: Readonly<Record<string, MetricScalars>>,
): MetricComparison[] {
  return Object.entries(recomputed).map(([key, scalars]) => {
    const expected = recorded[key] ?? {};
    const parts = new Set([...Object.keys(expected), ...Object.keys(scalars)]);
    const difference = Math.max(0, ...[...parts].map((part) => differenceOf(expected[part], scalars[part])));
    return { key, identical: difference === 0, difference };
  });
}
