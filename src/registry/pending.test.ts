import { expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { pendingRecords, withdrawalKey, type PendingRequest } from './pending.ts';
import type { ResultRecord } from './record.ts';
import { exampleManifest } from './submission-scaffold.ts';

const submission = exampleManifest('fast-ica', linearIca);
const MERGED = { submission, manifestSha256: 'm' };

/** A record with no more than the question needs. */
function record(result_digest: string, suite: string, supersedes?: string): ResultRecord {
  const measured = { submission: { manifest_sha256: 'm' }, track: { id: 'linear-ica' }, suite: { digest: suite } };
  return { result_digest, measured, ...(supersedes === undefined ? {} : { supersedes }) } as unknown as ResultRecord;
}

const ask = (change: Partial<PendingRequest>) =>
  pendingRecords({
    submissions: [MERGED],
    records: [],
    withdrawn: new Set(),
    withdrawnKeys: new Set(),
    suiteDigest: 'new',
    rescore: true,
    ...change,
  }).map(({ slug, track, replaces }) => [slug, track, replaces?.result_digest ?? null]);

test('what was merged and has no record is pending, with or without a rescore', () => {
  expect(ask({})).toEqual([['fast-ica', 'linear-ica', null]]);
  expect(ask({ rescore: false })).toEqual([['fast-ica', 'linear-ica', null]]);
  // A record of other bytes under the same name is none of this submission.
  expect(ask({ submissions: [{ submission, manifestSha256: 'other' }], records: [record('a', 'new')] })).toHaveLength(1);
});

test('a record under the current suite ends the matter; one under an older suite only where nobody asks for a rescore', () => {
  expect(ask({ records: [record('a', 'new')] })).toEqual([]);
  expect(ask({ records: [record('a', 'old')], rescore: false })).toEqual([]);
  expect(ask({ records: [record('a', 'old')] })).toEqual([['fast-ica', 'linear-ica', 'a']]);
  expect(ask({ records: [record('a', 'older'), record('b', 'old', 'a')] })).toEqual([['fast-ica', 'linear-ica', 'b']]);
  expect(ask({ records: [record('a', 'old'), record('b', 'new', 'a')] })).toEqual([]);
});

test('what was withdrawn does not come back', () => {
  expect(ask({ records: [record('a', 'old')], withdrawn: new Set(['a']) })).toEqual([]);
  expect(ask({ withdrawnKeys: new Set([withdrawalKey('fast-ica', '1', 'linear-ica')]) })).toEqual([]);
});
