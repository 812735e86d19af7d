import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import { partWithAddenda, type Addendum } from '../addendum.ts';
import type { TrackPart } from '../documents/fields.ts';
import type { Measured } from '../record.ts';
import type { SuiteVersion } from './suite-version.ts';

/**
 * How a record stands to what an engine computes. `lacks`: all that it says still holds, and metrics were added to the panel. `older`: some
 * of its numbers would come out otherwise.
 */
export type Standing =
  | { readonly kind: 'current' }
  | { readonly kind: 'lacks'; readonly metrics: readonly RecordedKey[] }
  | { readonly kind: 'older'; readonly reasons: readonly string[] };

/** What a record rests on: named by itself, or by the suite of the first format that it names. */
export function recordPart(
  { part, suite, track }: Pick<Measured, 'part' | 'suite' | 'track'>,
  suites: readonly SuiteVersion[],
): TrackPart | undefined {
  return part ?? suites.find(({ digest }) => digest === suite.digest)?.tree.parts[track.id];
}

/**
 * Compares what a record rests on with what an engine computes, part by part: a metric that left the panel voids nothing.
 *
 * @param part of the record; undefined where nobody knows it any more
 * @param today the track's part, undefined where the track has no board
 */
function standingOf(part: TrackPart | undefined, today: TrackPart | undefined): Standing {
  if (part === undefined) return { kind: 'older', reasons: ['its suite is not known here'] };
  if (today === undefined) return { kind: 'older', reasons: ['its track has no board'] };
  const keys = Object.keys(today.metrics);
  const changed = keys.filter((key) => key in part.metrics && part.metrics[key] !== today.metrics[key]);
  const reasons = [
    ...(part.draw === today.draw ? [] : ['draws differ']),
    ...changed.map((key) => `metric ${key} gives other numbers`),
    ...(part.diagnosis === today.diagnosis ? [] : ['the diagnosis gives other answers']),
  ];
  if (reasons.length > 0) return { kind: 'older', reasons };
  // The keys of a part are those of a panel.
  const metrics = keys.filter((key) => !(key in part.metrics)) as RecordedKey[];
  return metrics.length > 0 ? { kind: 'lacks', metrics } : { kind: 'current' };
}

/**
 * How a record stands to a suite.
 *
 * @param suites every frozen version
 * @param addenda of the record
 */
export function recordStanding(
  measured: Pick<Measured, 'part' | 'suite' | 'track'>,
  today: Pick<SuiteVersion, 'tree'>,
  suites: readonly SuiteVersion[],
  addenda: readonly Addendum[] = [],
): Standing {
  return standingOf(partWithAddenda(recordPart(measured, suites), addenda), today.tree.parts[measured.track.id]);
}
