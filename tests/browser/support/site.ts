import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultRecord } from '../../../src/registry/record.ts';

/** The sub-path under which the site under test is served: as a project page of GitHub. */
export const BASE_PATH = '/custodes/';
/** Where `prepare-site.ts` puts the built site, and the record that Node makes for it in this run. */
export const SITE_FOLDER = '.cache/browser-tests/site';
export const RESULTS_FOLDER = '.cache/browser-tests/results';

function readRecords(folder: string): ResultRecord[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ResultRecord);
}

/** The record that Node made in this run. */
export function readNodeRecord(): ResultRecord {
  const records = readRecords(RESULTS_FOLDER);
  if (records.length !== 1) throw new Error(`expected one record in ${RESULTS_FOLDER}, found ${records.length}: npm run browser`);
  return records[0]!;
}

/** A committed record of codes that their author supplied without a model. */
export function readReportedRecord(): ResultRecord {
  return readRecords('content/results').find(({ measured }) => measured.status === 'reported')!;
}

/** Addresses of all pages of the built site, relative to its base, sorted. */
export function listPages(): string[] {
  return readdirSync(SITE_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/(^|\/)index\.html$/, '$1'))
    .toSorted();
}
