/** A leaderboard of several pages: what a reader sorts or finds is the whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SITE_FOLDER } from './support/site.ts';
import { expect, test } from './support/test.ts';

const FIRST = readFileSync(join(SITE_FOLDER, 'tracks/linear-ica/index.html'), 'utf8');
const ADDRESS = '/custodes/tracks/linear-ica/2/';
/** The first page once more as its own second page: the same rows under other digits and another name. */
const SECOND = FIRST.replaceAll(/data-result="\w{4}/g, 'data-result="ffff').replaceAll(/>FastICA</g, '>Second page<');

test.beforeEach(async ({ page }) => {
  const first = FIRST.replace('data-board="linear-ica"', `data-board="linear-ica" data-further="${ADDRESS}"`);
  await page.route('**/custodes/tracks/linear-ica/', (route) => route.fulfill({ contentType: 'text/html', body: first }));
  await page.route(`**${ADDRESS}`, (route) => route.fulfill({ contentType: 'text/html', body: SECOND }));
  await page.route('**/custodes/tracks/linear-ica/?*', (route) => route.fulfill({ contentType: 'text/html', body: first }));
});

test('fetches the other rows when a reader looks for one, and only then', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./tracks/linear-ica/');
  const rows = page.locator('.board tr[data-result]');
  const before = await rows.count();
  expect(asked).not.toContain(ADDRESS);
  await page.getByLabel('Find').fill('second page');
  await expect(rows).toHaveCount(2 * before);
  await expect(rows.filter({ visible: true }).first()).toContainText('Second page');
  await page.getByLabel('Find').fill('');
  await expect(rows).toHaveCount(2 * before);
  expect(asked.filter((path) => path === ADDRESS)).toHaveLength(1);
});

test('an address that chooses rows has all of them to choose from', async ({ page }) => {
  await page.goto('./tracks/linear-ica/?q=second+page');
  await expect(page.locator('.board tr[data-result]').filter({ visible: true }).first()).toContainText('Second page');
});
