import { canonicalJson } from './canonical-json.ts';
import type { ResultRecord } from './record.ts';
import type { RecordedKey } from '../evaluation/recorded-key.ts';
import type { Standing } from './suite/standing.ts';
import type { Submission } from './submission.ts';

/** A submission version as it lies on the main branch. */
export interface MergedSubmission {
  readonly submission: Submission;
  readonly manifestSha256: string;
}

/** One record that is still to be made. */
export interface PendingRecord {
  readonly slug: string;
  readonly version: string;
  readonly track: string;
  /** The record under an older suite that the new one will replace; null where there is none. */
  readonly replaces: ResultRecord | null;
  /** The record that lacks metrics: it is added to, not replaced. */
  readonly extends?: { readonly record: ResultRecord; readonly metrics: readonly RecordedKey[] };
}

export interface PendingRequest {
  readonly submissions: readonly MergedSubmission[];
  readonly records: readonly ResultRecord[];
  /** Result digests that the withdrawal ledger names. */
  readonly withdrawn: ReadonlySet<string>;
  /** Submission versions and tracks that the withdrawal ledger names, as `withdrawalKey` writes them. */
  readonly withdrawnKeys: ReadonlySet<string>;
  /** How a record stands to what this engine computes. */
  readonly standingOf: (record: ResultRecord) => Standing;
  /** Whether what an older engine measured is to be measured again, and what records lack is to be added. */
  readonly rescore: boolean;
}

/** Names one submission version on one track. */
export function withdrawalKey(slug: string, version: string, track: string): string {
  return canonicalJson([slug, version, track]);
}

/**
 * Every record that the main branch asks for and does not have, by slug, version and track in the manifest's order. Nothing is
 * remembered between runs, so nothing can be forgotten: what a crash left undone is pending again.
 */
export function pendingRecords(request: PendingRequest): PendingRecord[] {
  const { submissions, records, withdrawn, withdrawnKeys, standingOf, rescore } = request;
  const superseded = new Set(records.flatMap(({ supersedes }) => supersedes ?? []));
  return submissions.flatMap(({ submission: { slug, version, tracks }, manifestSha256 }) =>
    tracks.flatMap(({ track }): PendingRecord[] => {
      if (withdrawnKeys.has(withdrawalKey(slug, version, track))) return [];
      const own = records.filter(
        ({ measured }) => measured.submission.manifest_sha256 === manifestSha256 && measured.track.id === track,
      );
      const place = { slug, version, track };
      if (own.length === 0) return [{ ...place, replaces: null }];
      const standings = own.map((record) => ({ record, standing: standingOf(record) }));
      if (!rescore || standings.some(({ standing }) => standing.kind === 'current')) return [];
      const open = standings.filter(
        ({ record: { result_digest } }) => !superseded.has(result_digest) && !withdrawn.has(result_digest),
      );
      const lacking = open.flatMap(({ record, standing }) =>
        standing.kind === 'lacks' ? [{ ...place, replaces: null, extends: { record, metrics: standing.metrics } }] : [],
      );
      return lacking.length > 0 ? lacking : open.map(({ record }) => ({ ...place, replaces: record }));
    }),
  );
}
