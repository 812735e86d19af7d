import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recordDocument } from '../../src/registry/documents.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import { SUITE_VERSION } from '../../src/registry/suite/suite-version.ts';
import { recordStanding } from '../../src/registry/suite/standing.ts';
import { readSuites } from '../../src/runtime/node/suite-files.ts';
import { listFiles } from '../../src/runtime/node/folders.ts';

const RECORD_FILE = '/record.json';

/** A result of a built site. */
export interface SiteRecord {
  /** Its permalink's digits. */
  readonly result: string;
  readonly measured: ResultRecord['measured'];
}

/** Results in a built site that this engine reproduces, by permalink: older ones are neither compared nor rerun in the page. */
export async function readSiteRecords(folder: string): Promise<SiteRecord[]> {
  const root = resolve(folder, 'r');
  const files = (await listFiles(root)).filter((path) => path.endsWith(RECORD_FILE)).toSorted();
  const records = await Promise.all(
    files.map(async (path) => {
      const { measured } = recordDocument.parse(await readFile(resolve(root, path), 'utf8'), path);
      return { result: path.slice(0, -RECORD_FILE.length), measured };
    }),
  );
  const suites = await readSuites(process.cwd());
  const today = suites.find(({ version }) => version === SUITE_VERSION)!;
  return records.filter(({ measured }) => recordStanding(measured, today, suites).kind !== 'older');
}
