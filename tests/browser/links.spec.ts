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
