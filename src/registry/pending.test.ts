import { expect, test } from 'vitest';
import { linearIca } from '../suite/tracks/linear-ica/index.ts';
import { pendingRecords, withdrawalKey, type PendingRequest } from './pending.ts';
import type { ResultRecord } from './record.ts';
import type { Standing } from './suite/standing.ts';
import { exampleManifest } from './submission-scaffold.ts';

const submission = exampleManifest('fast-ica', linearIca);
const MERGED = { submission, manifestSha256: 'm' };

/** A record with no more than the question needs. */
function record(result_digest: string, suite: string, supersedes?: string): ResultRecord {
  const measured = { submission: { manifest_sha256: 'm' }, track: { id: 'linear-ica' }, suite: { digest: suite } };
  return { result_digest, measured, ...(supersedes === undefined ? {} : { supersedes }) } as unknown as ResultRecord;
}

const STANDINGS: Readonly<Record<string, Standing>> = {
  new: { kind: 'current' },
  less: { kind: 'lacks', metrics: ['sap'] },
  old: { kind: 'older', reasons: ['draws differ'] },
  older: { kind: 'older', reasons: ['draws differ'] },
};

const ask = (change: Partial<PendingRequest>) =>
  pendingRecords({
    submissions: [MERGED],
    records: [],
    withdrawn: new Set(),
    withdrawnKeys: new Set(),
    standingOf: ({ measured }) => STANDINGS[measured.suite.digest]!,
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

test('a record that lacks metrics is added to, where somebody asks for a rescore, and not replaced', () => {
  const request = {
    submissions: [MERGED],
    withdrawn: new Set<string>(),
    withdrawnKeys: new Set<string>(),
    standingOf: ({ measured }: ResultRecord) => STANDINGS[measured.suite.digest]!,
  };
  const found = pendingRecords({ ...request, records: [record('a', 'less')], rescore: true });
  expect(found).toMatchObject([{ replaces: null, extends: { record: { result_digest: 'a' }, metrics: ['sap'] } }]);
  expect(pendingRecords({ ...request, records: [record('a', 'less')], rescore: false })).toEqual([]);
  // What was replaced already is not added to.
  expect(ask({ records: [record('a', 'old'), record('b', 'less', 'a')] })).toHaveLength(1);
  expect(ask({ records: [record('a', 'less')], withdrawn: new Set(['a']) })).toEqual([]);
});

test('what was withdrawn does not come back', () => {
  expect(ask({ records: [record('a', 'old')], withdrawn: new Set(['a']) })).toEqual([]);
  expect(ask({ withdrawnKeys: new Set([withdrawalKey('fast-ica', '1', 'linear-ica')]) })).toEqual([]);
});
