/** Every link within the site leads to a page or a file that is there, and to a place on it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BASE_PATH, listPages, SITE_FOLDER } from './support/site.ts';
import { expect, test } from './support/test.ts';

const ORIGIN = 'http://site.test';
/** Scripts complete a folder's address (`data-models-url`) by a file's name. */
const ADDRESS_ATTRIBUTE = /\s(href|src|data-[a-z-]+-url)="([^"]*)"/g;

function fileOf(pathname: string): string | undefined {
  if (!pathname.startsWith(BASE_PATH)) return undefined;
  const path = join(SITE_FOLDER, decodeURIComponent(pathname.slice(BASE_PATH.length)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const read = (page: string): string =>
  readFileSync(join(SITE_FOLDER, page.endsWith('.html') ? page : join(page, 'index.html')), 'utf8');

function hasPlace(file: string, hash: string): boolean {
  return hash.length <= 1 || readFileSync(file, 'utf8').includes(` id="${decodeURIComponent(hash.slice(1))}"`);
}

/** Addresses of the page that lead nowhere. */
function brokenLinks(page: string, html: string): string[] {
  const broken: string[] = [];
  for (const [, attribute, escaped] of html.matchAll(ADDRESS_ATTRIBUTE)) {
    const link = escaped!.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
    const { origin, pathname, hash } = new URL(link, `${ORIGIN}${BASE_PATH}${page}`);
    if (origin !== ORIGIN) continue;
    const file = fileOf(pathname);
    const folder = attribute!.startsWith('data-') && existsSync(join(SITE_FOLDER, pathname.slice(BASE_PATH.length)));
    if (file === undefined ? !folder : !hasPlace(file, hash)) broken.push(link);
  }
  return broken;
}

test('every link resolves', () => {
  const pages = listPages();
  expect(pages.length).toBeGreaterThan(0);
  const found = pages.flatMap((page) => brokenLinks(page, read(page)).map((link) => ({ page, link })));
  const byLink = [...Map.groupBy(found, ({ link }) => link)];
  expect(byLink.map(([link, places]) => `${link} on /${places[0]!.page} and ${places.length - 1} more`)).toEqual([]);
});

/** Pages that can be reached from the start page by links alone. */
function reachablePages(): ReadonlySet<string> {
  const reached = new Set(['']);
  for (const page of reached) {
    for (const [, attribute, escaped] of read(page).matchAll(ADDRESS_ATTRIBUTE)) {
      if (attribute !== 'href') continue;
      const { origin, pathname } = new URL(escaped!.replaceAll('&amp;', '&'), `${ORIGIN}${BASE_PATH}${page}`);
      if (origin === ORIGIN && pathname.endsWith('/') && fileOf(pathname) !== undefined)
        reached.add(pathname.slice(BASE_PATH.length));
    }
  }
  return reached;
}

test('every record and every page can be reached from the start page, and is in the sitemap', () => {
  const reached = reachablePages();
  const pages = listPages().filter((page) => page !== '404.html');
  expect(pages.filter((page) => page.startsWith('r/')).length).toBeGreaterThan(0);
  // A submission that was merged and not yet recorded stands on no leaderboard.
  const isPending = (page: string) => page.startsWith('s/') && !read(page).includes(`href="${BASE_PATH}r/`);
  expect(pages.filter((page) => !reached.has(page) && !isPending(page))).toEqual([]);
  const sitemap = readFileSync(join(SITE_FOLDER, 'sitemap-0.xml'), 'utf8');
  const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address!).pathname);
  expect(listed.map((path) => path.slice(BASE_PATH.length)).toSorted()).toEqual(pages);
});

test('every page names an image that is there, and describes itself in JSON that parses', () => {
  for (const page of listPages()) {
    const html = read(page);
    const image = new URL(/property="og:image" content="([^"]*)"/.exec(html)![1]!).pathname;
    expect(fileOf(image), `${page}: ${image}`).toBeDefined();
    for (const [, data] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
      expect(JSON.parse(data!), page).toBeTruthy();
  }
});

test('a broken link is found', () => {
  const html = `<a href="${BASE_PATH}nothing/">a</a> <a href="#nowhere">b</a> <img src="/outside.png"> <a href="https://elsewhere.test/">c</a>`;
  expect(brokenLinks('', html)).toEqual([`${BASE_PATH}nothing/`, '#nowhere', '/outside.png']);
});

/** What submitters write stands in these too, where a tag is text. */
const TEXT_ATTRIBUTES = /(\s(?:content|title|alt|aria-label|data-[a-z-]+))="[^"]*"/g;

test('every page carries the policy first and nothing inline', () => {
  for (const page of listPages()) {
    const html = read(page);
    const head = html.slice(html.indexOf('<head'));
    const markup = html.replace(TEXT_ATTRIBUTES, '$1=""');
    expect(head, page).toMatch(/^<head[^>]*>\s*<meta http-equiv="Content-Security-Policy" content="default-src (&#39;|')none/i);
    expect(
      markup.match(/<script(?![^>]*\ssrc=)(?![^>]*type="application\/ld\+json")[^>]*>/g),
      `${page}: inline script`,
    ).toBeNull();
    expect(markup.match(/<style[\s>]|\sstyle="/g), `${page}: inline style`).toBeNull();
    expect(markup.match(/<[^>]+\son[a-z]+="/g), `${page}: inline handler`).toBeNull();
  }
});
