import { formatInterval, formatScore } from './format.ts';

/** A mean with its interval, or without one where a single value is all there is. */
export interface StripScore {
  readonly mean: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** One line of a score chart. */
export interface ChartRow {
  readonly label: string;
  /** Link of the label, within the site. */
  readonly path?: string;
  readonly score: StripScore | null;
  readonly points?: readonly number[];
  readonly twin?: StripScore | null;
  /** A few words under the label. */
  readonly note?: string;
  /** Floor and ceiling of this row, where they are not the chart's. */
  readonly bounds?: { readonly floor: number | null; readonly ceiling: number | null };
  /** Reference rows are drawn in grey. */
  readonly reference?: boolean;
}

/** A summary as a strip, or null where there is no mean. */
export function toStripScore(summary: {
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}): StripScore | null {
  return summary.mean === null ? null : { mean: summary.mean, lower: summary.lower, upper: summary.upper };
}

function twinInterval({ lower, upper }: StripScore): string {
  return lower === null ? ' without an interval' : ` with interval ${formatInterval(lower, upper)}`;
}

/** What a row's drawing shows beyond its mean, in words. */
export function describeStrip({ score, twin }: Pick<ChartRow, 'score' | 'twin'>): string {
  const interval = score === null || score.lower === null ? [] : [`interval ${formatInterval(score.lower, score.upper)}`];
  const ofTwin = twin === null || twin === undefined ? [] : [`must-fail twin ${formatScore(twin.mean)}${twinInterval(twin)}`];
  return [...interval, ...ofTwin].join(', ');
}
