/** A verdict opens its numbers, by mouse and by keyboard. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const METRIC = 'mcc_pearson';
const cell = (page: Page) => page.getByRole('button', { name: /evidence for E1 on D1$/ }).first();
const evidence = (page: Page) => page.locator('.evidence:popover-open');

test('a verdict opens and closes by keyboard, one at a time', async ({ page }) => {
  await page.goto(`./metrics/${METRIC}/`);
  await expect(evidence(page)).toHaveCount(0);
  await cell(page).focus();
  await page.keyboard.press('Enter');
  await expect(evidence(page)).toContainText('E1 on D1');
  await expect(evidence(page)).toContainText(/\d+ seeds, n = /);
  await page.keyboard.press('Escape');
  await expect(evidence(page)).toHaveCount(0);
  await cell(page).click();
  await page
    .getByRole('button', { name: /evidence for E3 on D1$/ })
    .first()
    .click();
  await expect(evidence(page)).toHaveCount(1);
  await expect(evidence(page)).toContainText('E3 on D1');
});

test('verdicts differ by symbol, not by colour alone', async ({ page }) => {
  await page.goto(`./metrics/${METRIC}/`);
  const symbols = await page
    .getByRole('list', { name: 'Verdicts' })
    .locator('path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  expect(symbols.length).toBeGreaterThan(1);
  expect(new Set(symbols).size).toBe(symbols.length);
});

test('the front page opens with two metrics that contradict each other', async ({ page }) => {
  await page.goto('./');
  const figure = page.getByRole('figure');
  await expect(figure).toContainText('opposite verdicts');
  const scores = await figure.locator('.score-chart__label .number').allTextContents();
  const [high, low] = scores.map((text) => Number.parseFloat(text));
  expect(high).toBeGreaterThan(low!);
});
