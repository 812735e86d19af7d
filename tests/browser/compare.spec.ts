/** Results side by side: from the pins of a leaderboard, from the address, and added and removed by keyboard. */
import type { Locator, Page } from '@playwright/test';
import { readNodeRecord, readOlderRecord, readRecordOutside } from './support/site.ts';
import { expect, test } from './support/test.ts';

const idOf = ({ result_digest }: { readonly result_digest: string }): string => result_digest.slice(0, 12);
const own = readNodeRecord();
const TRACK = own.measured.track.id;
const OTHER = idOf(readRecordOutside(TRACK));
const OLDER = idOf(readOlderRecord());

const status = (page: Page): Locator => page.locator('[data-comparison]').getByRole('status');
const numbers = (page: Page): Locator => page.getByRole('region', { name: 'Every metric of the results' });
const pairs = (page: Page): Locator => page.getByRole('region', { name: 'Pairs of results' });
const listed = (page: Page): Locator => page.locator('[data-results] > li');

test('pinned rows of a leaderboard meet metric by metric and instance by instance', async ({ page }) => {
  await page.goto(`./tracks/${TRACK}/`);
  for (const title of ['Oracle', 'Permuted codes', 'Untrained network'])
    await page.getByRole('button', { name: `Pin ${title}`, exact: true }).click();
  await page.getByRole('link', { name: 'Compare 3 pinned' }).click();
  await expect(status(page)).toHaveText('3 of at most 4 results');
  await expect(listed(page)).toHaveText([/Oracle/, /Permuted codes/, /Untrained network/]);
  await expect(numbers(page).getByRole('row').nth(2)).toBeVisible();
  const metrics = await numbers(page).getByRole('row').count();
  await expect(page.locator('[data-chart] .score-chart__row')).toHaveCount(metrics);
  await expect(pairs(page).getByRole('row')).toHaveCount(1 + 3);
  await expect(pairs(page).getByRole('row', { name: /Oracle.*Permuted codes/ })).toContainText('separated');
  const first = page.getByRole('region', { name: 'Scores by instance' }).getByRole('row').nth(1);
  await expect(first.getByRole('cell')).toHaveCount(3 + 3);
});

test('a difference is the one of the scores beside it, for the metric that is chosen', async ({ page }) => {
  await page.goto(`./tracks/${TRACK}/`);
  for (const title of ['Oracle', 'Untrained network'])
    await page.getByRole('button', { name: `Pin ${title}`, exact: true }).click();
  await page.getByRole('link', { name: 'Compare 2 pinned' }).click();
  const row = page.getByRole('region', { name: 'Scores by instance' }).getByRole('row').nth(1);
  const seen: string[] = [];
  for (const metric of ['r2', 'mig']) {
    await page.getByRole('combobox', { name: 'Metric' }).selectOption(metric);
    const [a, b, difference] = (await row.getByRole('cell').allTextContents()).map(Number);
    expect(difference).toBeCloseTo(a! - b!, 2);
    seen.push(`${a} ${b}`);
  }
  expect(new Set(seen).size).toBe(2);
});

test('results of several tracks are shown side by side and not paired', async ({ page }) => {
  await page.goto(`./compare/?r=${idOf(own)},${OTHER}`);
  await expect(listed(page)).toHaveCount(2);
  await expect(numbers(page)).toBeVisible();
  await expect(pairs(page)).toBeHidden();
  await expect(page.getByText('These results are of different tracks')).toBeVisible();
});

test('an address may name each result for itself, and what it names too much is said', async ({ page }) => {
  await page.goto(`./compare/?r=${idOf(own)}&r=${OTHER}&r=nothing`);
  await expect(listed(page)).toHaveCount(2);
  await expect(status(page)).toContainText('left out of the address: nothing');
  expect(new URL(page.url()).search).toBe(`?r=${idOf(own)},${OTHER}`);
});

test('results are added and removed by keyboard, and the address follows', async ({ page }) => {
  await page.goto('./compare/');
  await expect(status(page)).toHaveText('0 of at most 4 results');
  await page.getByLabel('Add a result').fill(`https://example.org/any/r/${OLDER}/`);
  await page.keyboard.press('Enter');
  await expect(listed(page)).toHaveCount(1);
  expect(new URL(page.url()).search).toBe(`?r=${OLDER}`);
  await page.getByLabel('Add a result').fill('no result');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await expect(status(page)).toContainText('names no result');
  await page.getByRole('button', { name: /^Remove / }).press('Enter');
  await expect(listed(page)).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
  await expect(page.getByLabel('Add a result')).toBeFocused();
});

test('a result that the site does not have is named, and the others are shown', async ({ page, watch, browserName }) => {
  watch.expectProblem(/status 404: .*\/r\/000000000000\/record\.json/);
  if (browserName === 'chromium') watch.expectProblem(/console error: .*404/);
  await page.goto(`./compare/?r=${OLDER},000000000000`);
  await expect(status(page)).toContainText('no record on this site: 000000000000');
  await expect(listed(page)).toHaveCount(1);
});

test('a result page leads to its comparison', async ({ page }) => {
  await page.goto(`./r/${OLDER}/`);
  await page.getByRole('link', { name: 'Compare with others' }).click();
  await expect(listed(page)).toHaveCount(1);
});
