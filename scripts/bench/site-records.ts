import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { recordDocument } from '../../src/registry/documents.ts';
import type { ResultRecord } from '../../src/registry/record.ts';
import { SUITE_VERSION } from '../../src/registry/suite.ts';
import { listFiles } from '../../src/runtime/node/folders.ts';

const RECORD_FILE = '/record.json';

/** A result of a built site. */
export interface SiteRecord {
  /** Its permalink's digits. */
  readonly result: string;
  readonly measured: ResultRecord['measured'];
}

/** Results of the present suite in a built site, by permalink: older ones are neither compared nor rerun in the page. */
export async function readSiteRecords(folder: string): Promise<SiteRecord[]> {
  const root = resolve(folder, 'r');
  const files = (await listFiles(root)).filter((path) => path.endsWith(RECORD_FILE)).toSorted();
  const records = await Promise.all(
    files.map(async (path) => {
      const { measured } = recordDocument.parse(await readFile(resolve(root, path), 'utf8'), path);
      return { result: path.slice(0, -RECORD_FILE.length), measured };
    }),
  );
  return records.filter(({ measured }) => measured.suite.version === SUITE_VERSION);
}
