import type { ResultRecord } from '../registry/record.ts';
import type { BaselineRole } from '../registry/reference-rows.ts';
import type { Submission } from '../registry/submission.ts';

/** A record as pages show it, with what its author declared. */
export interface Entry {
  readonly record: ResultRecord;
  readonly submission: Submission;
  /** Which reference row the registry made it, null for every other submission. */
  readonly role: BaselineRole | null;
  /** A local preview is shown but is no part of the registry. */
  readonly preview: boolean;
  /** Whether the recorder signed the record's bytes where it made them. */
  readonly attested: boolean;
}

/** Numeric order of versions such as `1`, `2.0`, `10.1.3`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Result digests that a later record replaces, with the record that does. */
export function findSuccessors(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(
    entries.flatMap((entry) => (entry.record.supersedes === undefined ? [] : [[entry.record.supersedes, entry] as const])),
  );
}

/** Of each submission the newest version that nothing supersedes; a record of the registry goes before a local preview of it. */
export function selectCurrent(entries: readonly Entry[]): Entry[] {
  const successors = findSuccessors(entries);
  const current = new Map<string, Entry>();
  for (const entry of entries) {
    if (successors.has(entry.record.result_digest)) continue;
    const { slug } = entry.record.measured.submission;
    const known = current.get(slug);
    if (known === undefined || isNewer(entry, known)) current.set(slug, entry);
  }
  return [...current.values()];
}

function isNewer(candidate: Entry, known: Entry): boolean {
  const byVersion = compareVersions(candidate.record.measured.submission.version, known.record.measured.submission.version);
  if (byVersion !== 0) return byVersion > 0;
  const bySuite = compareVersions(candidate.record.measured.suite.version, known.record.measured.suite.version);
  return bySuite !== 0 ? bySuite > 0 : known.preview && !candidate.preview;
}
