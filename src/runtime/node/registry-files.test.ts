import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkplace, writeSubmission, type Workplace } from '../../../tests/registry/support/workplace.ts';
import { RUNTIME } from '../../evaluation/session.ts';
import { documentDigest } from '../../registry/digest.ts';
import { makeRecord, recordPath, recordText } from '../../registry/make-record.ts';
import type { ResultRecord } from '../../registry/record.ts';
import type { FirstSuiteDocument } from '../../registry/documents/suite.ts';
import { FOLDERS } from './folders.ts';
import { storeRecord } from './record-files.ts';
import { assertDistinctPermalinks, readRegistryFiles } from './registry-files.ts';
import { loadSubmission } from './submission-folder.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const CONTENT: FirstSuiteDocument['content'] = { runtime: RUNTIME, tracks: [], metrics: [], outputs: {} };
const SUITE = { version: '0.1.0', digest: documentDigest('custodes/suite/1', CONTENT) };

let workplace: Workplace;
let manifestSha256: string;

beforeAll(async () => {
  workplace = createWorkplace();
  const folder = writeSubmission(workplace, { slug: 'fast-ica' });
  ({ manifestSha256 } = await loadSubmission(join(workplace.root, folder)));
  workplace.write(
    `content/suite/${SUITE.version}.json`,
    JSON.stringify({ schema: 'custodes/suite/1', ...SUITE, content: CONTENT }),
  );
});

afterAll(() => workplace.remove());

/** A record with one invented measurement. */
function recordOf(commit: string, change: Partial<ResultRecord['measured']> = {}): ResultRecord {
  const digest = 'a'.repeat(64);
  const measurement = {
    instance: 0,
    seed: '0',
    artefact_sha256: digest,
    draw_seed: digest,
    n: 10,
    d: 2,
    m: 2,
    codes_sha256: digest,
  };
  const measured = {
    schema: 'custodes/measured/1',
    suite: SUITE,
    runtime: RUNTIME,
    track: { id: 'linear-ica', version: '1' },
    submission: { slug: 'fast-ica', version: '1', manifest_sha256: manifestSha256 },
    status: 'verified',
    draw: { commit },
    models: { main: [{ ...measurement, metrics: { r2: { score: 0.5 } } }], twin: [] },
    ...change,
  } as const;
  return makeRecord(measured, { device: 'wasm', node: 'v24', engine_commit: null, seconds: 1, approver: null });
}

const names = (folder: string) => readdirSync(join(workplace.root, folder, 'linear-ica'));

test('results are only added to; previews give way to newer ones', async () => {
  const [first, second] = [recordOf(COMMIT), recordOf(COMMIT.replace('0', '1'))];
  const store = async (folder: string, record: ResultRecord) =>
    (await storeRecord({ root: workplace.root, folder }, record)).outcome;
  expect(await store(FOLDERS.results, first)).toBe('written');
  expect(await store(FOLDERS.results, { ...first, run: { ...first.run, seconds: 2 } })).toBe('retry');
  await expect(store(FOLDERS.results, second)).rejects.toThrow('holds another result of fast-ica on linear-ica');
  expect(names(FOLDERS.results)).toEqual([`${first.result_digest.slice(0, 12)}.json`]);

  expect(await store(FOLDERS.previews, recordOf('public'))).toBe('written');
  expect(await store(FOLDERS.previews, second)).toBe('replaced');
  expect(names(FOLDERS.previews)).toEqual([`${second.result_digest.slice(0, 12)}.json`]);

  const { records } = await readRegistryFiles(workplace.root);
  expect(records.map(({ record, preview }) => [record.result_digest, preview])).toEqual([
    [first.result_digest, false],
    [second.result_digest, true],
  ]);
});

test('a preview that equals a committed record is shown once, a stale or broken one not at all', async () => {
  const committed = recordOf(COMMIT);
  const stale = recordOf(COMMIT, { submission: { slug: 'fast-ica', version: '1', manifest_sha256: 'b'.repeat(64) } });
  const oldSuite = recordOf(COMMIT, { suite: { version: '0.0.1', digest: 'c'.repeat(64) } });
  for (const record of [committed, stale, oldSuite])
    workplace.write(`${FOLDERS.previews}/${recordPath(record)}`, recordText(record));
  workplace.write(`${FOLDERS.previews}/linear-ica/broken.json`, '{');
  const { records } = await readRegistryFiles(workplace.root);
  expect(records.filter(({ record }) => record.result_digest === committed.result_digest).map(({ preview }) => preview)).toEqual([
    false,
  ]);
  expect(records.map(({ record }) => record.result_digest)).not.toContain(stale.result_digest);
  expect(records.map(({ record }) => record.result_digest)).not.toContain(oldSuite.result_digest);
});

test.each([
  [
    'a manifest that has changed',
    { submission: { slug: 'fast-ica', version: '1', manifest_sha256: 'b'.repeat(64) } },
    'is of fast-ica 1, whose manifest is missing, broken or another',
  ],
  [
    'a submission that is not there',
    { submission: { slug: 'gone', version: '1', manifest_sha256: 'b'.repeat(64) } },
    'is of gone 1, whose manifest is missing, broken or another',
  ],
])('a committed record of %s is left out, and the others are not', async (_name, change, rule) => {
  const before = await readRegistryFiles(workplace.root);
  const record = recordOf(COMMIT, change);
  const path = `${FOLDERS.results}/${recordPath(record)}`;
  workplace.write(path, recordText(record));
  const after = await readRegistryFiles(workplace.root);
  workplace.removeFile(path);
  expect(after.records.map(({ digest12 }) => digest12)).toEqual(before.records.map(({ digest12 }) => digest12));
  const { slug, version } = change.submission;
  expect(before.leftOut).toEqual([]);
  expect(after.leftOut).toMatchObject([{ name: `submissions/${slug}/${version}`, faults: [{ path, rule }] }]);
});

test.each([
  ['no JSON', '{'],
  ['no manifest', '{"schema":"custodes/submission/1"}'],
  ['not UTF-8', Uint8Array.from([0xff, 0xfe, 0xfd])],
])('a manifest that is %s is left out with its line, and the others are not', async (_name, text) => {
  const before = await readRegistryFiles(workplace.root);
  workplace.write('submissions/broken/1/submission.json', text);
  const after = await readRegistryFiles(workplace.root);
  workplace.removeFile('submissions/broken/1/submission.json');
  // The folder without any manifest is broken as well.
  const empty = await readRegistryFiles(workplace.root);
  rmSync(join(workplace.root, 'submissions/broken'), { recursive: true });
  expect(after.submissions).toEqual(before.submissions);
  expect(after.records.map(({ digest12 }) => digest12)).toEqual(before.records.map(({ digest12 }) => digest12));
  expect(after.leftOut.map(({ name }) => name)).toEqual(['submissions/broken/1']);
  expect(after.leftOut[0]!.faults[0]!.path).toContain('submissions/broken/1/submission.json');
  expect(empty.leftOut).toMatchObject([{ name: 'submissions/broken/1', faults: [{ rule: 'has no submission.json' }] }]);
});

test('a committed record of a suite that was never frozen fails', async () => {
  const record = recordOf(COMMIT, { suite: { version: '0.0.1', digest: 'c'.repeat(64) } });
  const path = `${FOLDERS.results}/${recordPath(record)}`;
  workplace.write(path, recordText(record));
  await expect(readRegistryFiles(workplace.root)).rejects.toThrow('names a suite that was never frozen');
  workplace.removeFile(path);
});

test('a committed record under another name fails', async () => {
  const path = `${FOLDERS.results}/linear-ica/000000000000.json`;
  workplace.write(path, recordText(recordOf('public')));
  await expect(readRegistryFiles(workplace.root)).rejects.toThrow('lies in the wrong place');
  workplace.removeFile(path);
});

test('a suite file that was changed by hand fails', async () => {
  const path = 'content/suite/0.2.0.json';
  workplace.write(
    path,
    JSON.stringify({ schema: 'custodes/suite/1', ...SUITE, version: '0.2.0', digest: 'd'.repeat(64), content: CONTENT }),
  );
  await expect(readRegistryFiles(workplace.root)).rejects.toThrow(`${path}: was changed by hand`);
  workplace.removeFile(path);
});

test('two records with one address fail', () => {
  const [first, second] = [recordOf(COMMIT), recordOf('public')];
  const at = (record: ResultRecord, digest12: string) => ({ record, digest12 });
  expect(() => assertDistinctPermalinks([at(first, '1'), at(second, '2')])).not.toThrow();
  expect(() => assertDistinctPermalinks([at(first, '1'), at(second, '1')])).toThrow('shares its first digits with');
});
