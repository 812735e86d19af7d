/** Everything that a page says stands in its HTML. */
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';
import { readNodeRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const { measured, result_digest } = readNodeRecord();

test.use({ javaScriptEnabled: false });

test('a leaderboard and a result read in full', async ({ page }) => {
  await page.goto(`./tracks/${measured.track.id}/`);
  const board = page.getByRole('region', { name: /^Leaderboard of/ }).getByRole('table');
  await expect(board.getByRole('row')).not.toHaveCount(0);
  await expect(board.getByRole('button')).toHaveCount(0);
  await page.goto(`./r/${result_digest.slice(0, 12)}/`);
  const numbers = page.getByRole('region', { name: 'Numbers by instance' });
  await expect(numbers.getByRole('rowheader', { name: 'Mean' }).first()).toBeVisible();
  await expect(page.getByText('npm run -s verify')).toBeVisible();
});

test('every track has its board', async ({ page }) => {
  await page.goto('./tracks/');
  for (const { title } of TRACKS) await expect(page.getByRole('link', { name: title })).toBeVisible();
});

test('a verdict opens its numbers all the same', async ({ page }) => {
  await page.goto('./metrics/mcc_pearson/');
  await page
    .getByRole('button', { name: /evidence for E1 on D1$/ })
    .first()
    .click();
  await expect(page.locator('.evidence:popover-open')).toContainText('E1 on D1');
});

test('the lab shows a computed example and says what needs scripts', async ({ page }) => {
  await page.goto('./lab/');
  // Chromium with scripts switched off by a test still does not read what stands in noscript.
  expect(await (await page.request.get('./lab/')).text()).toMatch(
    /<noscript>\s*<p[^>]*>\s*Without JavaScript this page shows one example/,
  );
  await expect(page.getByRole('region', { name: 'Scores of this draw' }).getByRole('row')).not.toHaveCount(0);
  await expect(page.getByText('npm run -s stress')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Factors' })).toBeDisabled();
});

test('the atlas draws every verdict of its base table, and the advisor answers its default', async ({ page }) => {
  await page.goto('./atlas/');
  await expect(page.getByRole('img', { name: /^R² with intercept: \d+ calibrated/ })).toBeVisible();
  await page.goto('./advisor/');
  await expect(page.getByRole('row', { name: /^R² with intercept/ })).toContainText('Takes failure for success');
});
