import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError, type Fault } from '../../src/core/input-error.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { printable } from '../../src/registry/printable.ts';
import { listFiles } from '../../src/runtime/node/folders.ts';
import { documentFault } from '../support/document-fault.ts';

const FOLDER = 'dist';
const ORIGIN = 'http://site.test';
/** What a page may weigh, compressed. */
const PAGE_BYTES = 60_000;
const ADDRESS = /\s(?:href|src)="([^"#?]*)[^"]*"/g;

/** Where the site is served, from the address of its start page's own links. */
function basePath(): string {
  const name = process.env['GITHUB_REPOSITORY']?.split('/')[1] ?? '';
  return name === '' || name.toLowerCase().endsWith('.github.io') ? '/' : `/${name}/`;
}

function isThere(pathname: string, base: string): boolean {
  if (!pathname.startsWith(base)) return false;
  const path = join(FOLDER, decodeURIComponent(pathname.slice(base.length)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile();
}

/** The built site fits GitHub Pages, every document parses, no page is too heavy, and every link within it leads somewhere. */
export async function checkSite(): Promise<void> {
  const base = basePath();
  const files = await listFiles(FOLDER);
  const total = files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
  const faults: Fault[] = [];
  if (files.length === 0) faults.push({ path: FOLDER, rule: 'is empty', fix: 'npm run build' });
  if (total > LIMITS.siteBytes) {
    faults.push({ path: FOLDER, rule: `has ${total} bytes`, fix: `keep to ${LIMITS.siteBytes}: leave superseded models out` });
  }
  for (const file of files.filter((name) => /\.(xml|svg|html|jsonl?)$/.test(name))) {
    const fault = documentFault(file, readFileSync(join(FOLDER, file), 'utf8'));
    if (fault !== null)
      faults.push({ path: file, rule: `does not parse (${printable(fault)})`, fix: 'encode the text that it was made of' });
  }
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(FOLDER, file), 'utf8');
    const weight = gzipSync(html).length;
    if (weight > PAGE_BYTES) faults.push({ path: file, rule: `weighs ${weight} bytes compressed`, fix: `keep to ${PAGE_BYTES}` });
    for (const [, link] of html.matchAll(ADDRESS)) {
      const { origin, pathname } = new URL(link!.replaceAll('&amp;', '&'), `${ORIGIN}${base}${file}`);
      if (origin !== ORIGIN || link === '' || isThere(pathname, base)) continue;
      faults.push({ path: file, rule: `links to ${pathname}, which is not there`, fix: 'correct the link or add the page' });
    }
  }
  if (faults.length > 0) throw new InputError(...faults.slice(0, LIMITS.faults));
  console.log(`${files.length} files, ${total} bytes`);
}
