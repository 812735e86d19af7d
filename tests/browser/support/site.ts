import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultRecord } from '../../../src/registry/record.ts';

/** The sub-path under which the site under test is served: as a project page of GitHub. */
export const BASE_PATH = '/custodes/';
/** Where `prepare-site.ts` puts the built site, and the record that Node makes for it in this run. */
export const SITE_FOLDER = '.cache/browser-tests/site';
export const RESULTS_FOLDER = '.cache/browser-tests/results';

/** The record that Node made in this run. */
export function readNodeRecord(): ResultRecord {
  const files = readdirSync(RESULTS_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  if (files.length !== 1) throw new Error(`expected one record in ${RESULTS_FOLDER}, found ${files.length}; run npm run browser`);
  return JSON.parse(readFileSync(join(RESULTS_FOLDER, files[0]!), 'utf8')) as ResultRecord;
}

/** Addresses of all pages of the built site, relative to its base, sorted. */
export function listPages(): string[] {
  return readdirSync(SITE_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/(^|\/)index\.html$/, '$1'))
    .toSorted();
}
