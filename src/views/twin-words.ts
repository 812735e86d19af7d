import type { ScoreSummary } from '../evaluation/score-summary.ts';
import { formatInterval, formatQuantity, formatScore } from './format.ts';

/** A twin's mean with what it rests on. */
export interface TwinWords {
  readonly value: string;
  /** “3 instances, 95% interval 0.412 to 0.858”; null where no twin was submitted. */
  readonly note: string | null;
}

/** The mean of a must-fail twin, never without the number of its instances and its interval: three instances say little. */
export function twinWords(twin: ScoreSummary | null | undefined): TwinWords {
  if (!twin) return { value: 'not submitted', note: null };
  const count = formatQuantity(twin.count, 'instance');
  const interval = twin.lower === null ? 'no interval' : `95% interval ${formatInterval(twin.lower, twin.upper)}`;
  return { value: formatScore(twin.mean), note: `${count}, ${interval}` };
}

/** The same on one line: “0.635 (3 instances, 95% interval 0.412 to 0.858)”. */
export function twinLine(twin: ScoreSummary | null | undefined): string {
  const { value, note } = twinWords(twin);
  return note === null ? value : `${value} (${note})`;
}
