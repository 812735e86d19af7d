/** Search by keyboard, from the header and from a page that is not there. */
import { HOSTILE_SLUG, HOSTILE_TEXTS, MARK } from './support/hostile-submission.ts';
import type { Page } from '@playwright/test';
import { readOlderRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const hits = (page: Page) => page.getByRole('list', { name: 'Pages found' }).getByRole('link');

test('the header leads to a search that the keyboard alone can use', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('searchbox', { name: /search metrics/i });
  await expect(field).toBeVisible();
  await field.focus();
  await page.keyboard.type('spearman');
  await expect(page.getByRole('status')).toContainText('found');
  await expect(page).toHaveURL(/\?q=spearman$/);
  await page.keyboard.press('Tab');
  await expect(hits(page).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/metrics\/mcc_spearman\/$/);
});

test('the address brings a search back', async ({ page }) => {
  await page.goto('./search/?q=submit');
  await expect(hits(page).first()).toHaveAttribute('href', /docs\/submit\/$/);
});

test('a page that is not there offers the search', async ({ page, watch }) => {
  watch.expectProblem(/404/);
  await page.goto('./no-such-page/');
  await page.getByRole('searchbox').fill('linear-ica');
  await expect(hits(page).first()).toHaveAttribute('href', /\/custodes\/tracks\/linear-ica\/$/);
});

test('what submitters write is found and shown as text', async ({ page }) => {
  await page.goto(`./search/?q=${HOSTILE_SLUG}`);
  const hit = hits(page).first();
  await expect(hit).toHaveText(HOSTILE_TEXTS.title);
  expect(await page.evaluate((mark) => mark in globalThis, MARK)).toBe(false);
});

test('nothing found is said', async ({ page }) => {
  await page.goto('./search/?q=qqqqqqqq');
  await expect(page.getByRole('status')).toContainText('Nothing found');
});

test('a digest leads to its result, and a question to an answer', async ({ page }) => {
  const digits = readOlderRecord().result_digest.slice(0, 12);
  for (const text of [digits, digits.slice(0, 7)]) {
    await page.goto(`./search/?q=${text}`);
    await expect(hits(page).first()).toHaveAttribute('href', new RegExp(`/r/${digits}/$`));
  }
  await page.goto(`./search/?${new URLSearchParams({ q: 'is MCC biased?' })}`);
  await expect(hits(page).first()).toBeVisible();
});
