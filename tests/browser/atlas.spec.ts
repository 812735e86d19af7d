/** The atlas is walked by keyboard, filtered, and restored from its address. */
import type { Page } from '@playwright/test';
import { GRID_LABEL_HEIGHT, GRID_LABEL_WIDTH, GRID_STEP } from '../../src/views/atlas-grid.ts';
import { COLOUR_RULES, findViolations, STANDARD } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const panel = (page: Page) => page.getByRole('group', { name: 'The chosen cell' });
const grid = (page: Page, metric: string) => page.locator(`[data-metric="${metric}"] svg`);
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const loaded = (page: Page) => expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveCount(1);

test('the keyboard alone reaches every cell and its numbers', async ({ page }) => {
  await page.goto('./atlas/');
  await choice(page, 'Stand out').focus();
  await loaded(page);
  await expect(panel(page)).toBeHidden();
  // One stop of the tabulator key leads into the chart, whatever the number of cells.
  await choice(page, 'Codes').focus();
  for (let step = 0; step < 3 && (await page.locator('[role="gridcell"]:focus').count()) === 0; step++)
    await page.keyboard.press('Tab');
  const focused = page.locator('[role="gridcell"]:focus');
  await expect(focused).toHaveAttribute('aria-label', /^E1 on D1: .+, mean [\d.]+$/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAttribute('aria-label', /^E3 on D2: /);
  await expect(panel(page)).toContainText('E3 Dense linear on D2');
  await expect(panel(page)).toContainText(/interval [\d.]+ to [\d.]+/);
  await page.keyboard.press('PageDown');
  await expect(focused).toHaveAttribute('aria-label', /^E3 on D2: /);
  await expect(panel(page)).toContainText('Mean correlation coefficient (Spearman)');
  await page.keyboard.press('Home');
  await expect(focused).toHaveAttribute('aria-label', /^E3 on D1: /);
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveCount(1);
  expect(new URL(page.url()).search).toBe('?metric=mcc_spearman&dgp=D1&geometry=E3');
});

test('the address restores regime, target, filters and cell', async ({ page }) => {
  await page.goto(
    './atlas/?regime=n-100&target=paper&verdict=false-positive&claim=affinely-decodable&metric=r2&dgp=D1&geometry=E3',
  );
  await loaded(page);
  await expect(choice(page, 'Regime')).toHaveValue('n-100');
  await expect(choice(page, 'Verdict against')).toHaveValue('paper');
  await expect(panel(page)).toContainText('R² with intercept');
  await expect(panel(page)).toContainText('n = 100');
  await expect(page.locator('[data-metric="mcc_pearson"]')).toBeHidden();
  const dimmed = page.locator('[data-metric="r2"] .multiple__dimmed');
  const fills = await dimmed.evaluateAll((outlines) => outlines.map((outline) => outline.getAttribute('fill')));
  expect(fills).toContain('url(#cell-calibrated)');
  expect(fills).not.toContain('url(#cell-false-positive)');
  await choice(page, 'Regime').selectOption('base');
  await expect(panel(page)).toContainText(/n = 1.000/);
  expect(new URL(page.url()).searchParams.has('regime')).toBe(false);
});

test('a chosen cell leads to its verdict on the metric’s page and to the lab', async ({ page }) => {
  await page.goto('./atlas/');
  await choice(page, 'Metric').selectOption('r2');
  await choice(page, 'Factors').selectOption('D3');
  await choice(page, 'Codes').selectOption('E7');
  await expect(panel(page)).toContainText('E7');
  const lab = await panel(page).getByRole('link', { name: 'Rerun it in the lab' }).getAttribute('href');
  expect(lab).toMatch(/lab\/\?dgp=D3&geometry=E7&n=1000&d=5&m=\d+&metric=r2&seed=0$/);
  await panel(page).getByRole('link', { name: 'All verdicts' }).click();
  await expect(page).toHaveURL(/metrics\/r2\/#D3-E7$/);
  await expect(page.locator('#D3-E7').getByRole('button')).toBeInViewport();
});

test('a press on a picture chooses the cell under it', async ({ page }) => {
  await page.goto('./atlas/');
  const drawing = grid(page, 'r2');
  const { width, columns, lines } = await drawing.evaluate((svg: SVGSVGElement) => ({
    width: svg.clientWidth / svg.viewBox.baseVal.width,
    columns: [...svg.querySelectorAll('.multiple__columns text')].map((text) => text.textContent.trim()),
    lines: [...svg.querySelectorAll('.multiple__lines text')].map((text) => text.textContent.trim()),
  }));
  const x = GRID_LABEL_WIDTH + (columns.indexOf('D3') + 0.5) * GRID_STEP;
  const y = GRID_LABEL_HEIGHT + (lines.indexOf('E2') + 0.5) * GRID_STEP;
  await drawing.click({ position: { x: x * width, y: y * width } });
  await expect(panel(page)).toContainText('E2');
  await expect(panel(page)).toContainText('on D3');
  await expect(drawing.getByRole('gridcell', { name: /^E2 on D3:/ })).toBeFocused();
  // One grid has elements for its cells, the others are pictures with a summary.
  await expect(page.locator('.multiple [role="grid"]')).toHaveCount(1);
  await expect(page.getByRole('img', { name: /^Mean correlation coefficient \(Pearson\): \d+ calibrated/ })).toBeVisible();
});

test('a mouse chooses a cell, and closing lets it go', async ({ page }) => {
  await page.goto('./atlas/');
  await grid(page, 'mcc_pearson').hover();
  await loaded(page);
  await grid(page, 'mcc_pearson')
    .getByRole('gridcell', { name: /^E3 on D2:/ })
    .click();
  await expect(panel(page)).toContainText('E3 Dense linear on D2');
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect(panel(page)).toBeHidden();
  expect(new URL(page.url()).search).toBe('');
});

test('the chart with a chosen cell is accessible in both themes', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'what axe finds depends on the page, not on the browser');
  for (const theme of ['light', 'dark']) {
    await page.addInitScript((name) => localStorage.setItem('theme', name), theme);
    // One grid is like another; axe compares the sizes of all cells in pairs.
    await page.goto('./atlas/?claim=linear-explicit&metric=infoe&dgp=D1&geometry=E1');
    await loaded(page);
    expect(await findViolations(page, theme === 'light' ? { tags: STANDARD } : { rules: COLOUR_RULES })).toEqual([]);
  }
});

test('numbers that do not arrive are said to be missing', async ({ page, watch }) => {
  watch.expectProblem(/status 404|404 \(Not Found\)/);
  await page.route('**/api/v1/atlas/*.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./atlas/?regime=n-100');
  await expect(page.getByRole('status')).toContainText('could not be loaded (status 404)');
});
