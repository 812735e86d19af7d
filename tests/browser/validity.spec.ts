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

test('an address leads to one verdict, and the verdict to a rerun and to the atlas', async ({ page }) => {
  await page.goto(`./metrics/${METRIC}/#D3-E7`);
  const verdict = page.locator('#D3-E7').getByRole('button');
  await expect(verdict).toBeInViewport();
  await verdict.click();
  await expect(evidence(page).getByRole('link', { name: 'Rerun it in the lab' })).toHaveAttribute(
    'href',
    /lab\/\?dgp=D3&geometry=E7&n=1000&d=5&m=\d+&metric=mcc_pearson&seed=0$/,
  );
  await evidence(page).getByRole('link', { name: 'See it in the atlas' }).click();
  await expect(page.getByRole('group', { name: 'The chosen cell' })).toContainText('E7');
});

test('every metric says what it claims, what noise scores, how others define it and whom to cite', async ({ page }) => {
  await page.goto(`./metrics/${METRIC}/`);
  for (const name of [
    'Definition',
    'What it certifies',
    'Validity',
    'Scores of noise',
    'Passport',
    'Pitfalls',
    'How others define it',
    'Compute it',
    'Cite',
  ])
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
  await expect(page.getByText('@inproceedings{hyvarinen2016,')).toBeVisible();
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
