import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPath } from '../../registry/make-record.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { recordPart } from '../../registry/suite/standing.ts';
import { FOLDERS } from './folders.ts';
import { assertStorable, readRecords } from './record-files.ts';
import { readSuites } from './suite-files.ts';

const PROJECT = process.cwd();
const TRACK = 'superposition';

let root: string;
/** A record of the second suite version, which had one digest over everything. */
let record: ResultRecord;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'custodes-records-'));
  const all = await readRecords(PROJECT, `${FOLDERS.results}/${TRACK}`);
  record = all.find(({ measured }) => measured.suite.version === '0.2.0')!;
  const place = join(FOLDERS.results, recordPath(record));
  await cp(join(PROJECT, place), join(root, place));
  await cp(join(PROJECT, FOLDERS.suites), join(root, FOLDERS.suites), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

test('a second draw under the same part is refused, whatever format the first record has', async () => {
  const { submission, track, suite, status } = record.measured;
  const part = recordPart(record.measured, await readSuites(root))!;
  const planned = { submission, track, suite, part, status, draw: { commit: 'f'.repeat(40) } };
  const target = { root, folder: FOLDERS.results };
  await expect(assertStorable(target, planned)).rejects.toThrow(/holds another result of/);
  // Under another part it is another result.
  const other = { ...part, digest: '0'.repeat(64) };
  await expect(assertStorable(target, { ...planned, part: other })).resolves.toBeUndefined();
  const elsewhere = { ...submission, slug: 'another-method' };
  await expect(assertStorable(target, { ...planned, submission: elsewhere })).resolves.toBeUndefined();
});
