/** The advisor answers by keyboard, and its address is the answer. */
import type { Page } from '@playwright/test';
import { overwrite } from './support/overwrite.ts';
import { expect, test } from './support/test.ts';

const SETTING = '?factors=correlated&n=100&d=5&m=10&class=elementwise';
const rows = (page: Page) => page.getByRole('region', { name: 'Advice by metric' }).getByRole('rowheader');
const answered = (page: Page) => expect(page.getByText('This answer has an address of its own')).toBeVisible();

test('a question asked by keyboard gets an address', async ({ page }) => {
  await page.goto('./advisor/');
  const before = await rows(page).allTextContents();
  await page.getByLabel('Factors are').focus();
  await page.getByLabel('Factors are').selectOption('correlated');
  await answered(page);
  for (const [label, value] of [
    ['Rows n', '100'],
    ['Codes m', '10'],
  ] as const) {
    await overwrite(page.getByLabel(label), value);
    await page.keyboard.press('Tab');
  }
  await page.getByLabel('Your theory grants').selectOption('elementwise');
  await expect(page.getByRole('link', { name: /class=elementwise$/ })).toBeVisible();
  expect(new URL(page.url()).search).toBe(SETTING);
  const after = await rows(page).allTextContents();
  expect(after).not.toEqual(before);
  expect(after.toSorted()).toEqual(before.toSorted());
});

test('the address restores question and answer', async ({ page }) => {
  await page.goto(`./advisor/${SETTING}`);
  await answered(page);
  await expect(page.getByLabel('Factors are')).toHaveValue('correlated');
  await expect(page.getByLabel('Codes m')).toHaveValue('10');
  const first = await page.getByRole('status').textContent();
  await page.reload();
  await answered(page);
  await expect(page.getByRole('status')).toHaveText(first!.trim());
});

test('every piece of evidence leads to its cell in the atlas', async ({ page }) => {
  await page.goto('./advisor/');
  const row = page.getByRole('row', { name: /R² with intercept/ });
  await expect(row).toContainText('Misleads');
  const evidence = row.getByRole('cell').last().getByRole('link').first();
  const score = (await evidence.textContent())!.split(' ')[0]!;
  await evidence.click();
  await expect(page).toHaveURL(/atlas\/\?.*metric=r2/);
  await expect(page.getByRole('group', { name: 'The chosen cell' })).toContainText(score);
});

test('a number that makes no sense is not answered', async ({ page }) => {
  await page.goto('./advisor/');
  await overwrite(page.getByLabel('Factors d'), '0');
  await page.keyboard.press('Tab');
  expect(new URL(page.url()).search).toBe('');
  await expect(page.getByText('This answer has an address of its own')).toBeHidden();
});
