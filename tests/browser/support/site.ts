import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTILE_SLUG } from './hostile-submission.ts';
import { REMOTE_SLUG } from './remote-submission.ts';
import { recordStanding } from '../../../src/registry/suite/standing.ts';
import { readSuites } from '../../../src/runtime/node/suite-files.ts';
import { SUITE_VERSION } from '../../../src/registry/suite/suite-version.ts';
import type { ResultRecord } from '../../../src/registry/record.ts';

/** The sub-path under which the site under test is served: as a project page of GitHub. */
export const BASE_PATH = '/custodes/';
/** Where `prepare-site.ts` puts the built site, and the record that Node makes for it in this run. */
export const SITE_FOLDER = '.cache/browser-tests/site';
export const RESULTS_FOLDER = '.cache/browser-tests/results';
/** Submissions that the site under test shows besides the committed ones. */
export const GUESTS_FOLDER = '.cache/browser-tests/guests';

function readRecords(folder: string): ResultRecord[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ResultRecord);
}

/** The record of a submission that Node made in this run. */
function readRunRecord(slug: string): ResultRecord {
  const records = readRecords(RESULTS_FOLDER).filter(({ measured }) => measured.submission.slug === slug);
  if (records.length !== 1)
    throw new Error(`expected one record of ${slug} in ${RESULTS_FOLDER}, found ${records.length}: npm run browser`);
  return records[0]!;
}

/** The record that Node made of the example in this run. */
export function readNodeRecord(): ResultRecord {
  return readRunRecord('fastica');
}

/** The record of the submission whose texts try to be more than text. */
export function readHostileRecord(): ResultRecord {
  return readRunRecord(HOSTILE_SLUG);
}

/** The record of the submission whose model lies at an address. */
export function readRemoteRecord(): ResultRecord {
  return readRunRecord(REMOTE_SLUG);
}

const SUITES = await readSuites(process.cwd());

function isCurrent({ measured }: ResultRecord): boolean {
  const today = SUITES.find(({ version }) => version === SUITE_VERSION)!;
  return recordStanding(measured, today, SUITES).kind !== 'older';
}

/** A committed record of codes that their author supplied without a model. */
export function readReportedRecord(): ResultRecord {
  return readRecords('content/results').find((record) => record.measured.status === 'reported' && isCurrent(record))!;
}

/** A committed record of a suite version that this engine computes no longer. */
export function readOlderRecord(): ResultRecord {
  return readRecords('content/results').find((record) => !isCurrent(record))!;
}

/** A committed record of another track. */
export function readRecordOutside(track: string): ResultRecord {
  return readRecords('content/results').find((record) => record.measured.track.id !== track)!;
}

/** Addresses of all pages of the built site, relative to its base, sorted. */
export function listPages(): string[] {
  return readdirSync(SITE_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/(^|\/)index\.html$/, '$1'))
    .toSorted();
}
