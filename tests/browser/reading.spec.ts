/** What a reader meets first: the way to the repository, groups of pages, boards on a phone, documents, type that does not jump. */
import type { Page } from '@playwright/test';
import { GROUPS } from '../../src/views/navigation.ts';
import { readNodeRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const TRACK = readNodeRecord().measured.track.id;
const PHONE = { width: 360, height: 740 };
const board = (page: Page) => page.getByRole('region', { name: /^Leaderboard of/ });

test('six groups at most lead everywhere, and each page shows those of its group', async ({ page }) => {
  await page.goto('./');
  const groups = page.getByRole('navigation', { name: 'Site' }).getByRole('link');
  await expect(groups).toHaveText(GROUPS.map(({ title }) => title));
  await groups.first().click();
  const pages = page.getByRole('navigation', { name: 'Leaderboards' });
  await pages.getByRole('link', { name: 'All tracks at once' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All tracks');
  await pages.getByRole('link', { name: 'Compare results' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare results');
});

test('on a phone the menu has every page', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('./');
  await page.getByRole('button', { name: 'Menu' }).click();
  const links = page.getByRole('navigation', { name: 'Site' }).getByRole('link');
  const titles = GROUPS.flatMap(({ title, pages }) => [title, ...pages.slice(1).map((entry) => entry.title)]);
  await expect(links).toHaveText([...titles, 'GitHub']);
});

test('a site that does not know its repository says so wherever a link would lead there', async ({ page }) => {
  for (const address of ['./', './docs/submit/', `./tracks/${TRACK}/`]) {
    await page.goto(address);
    const link = page.getByRole('contentinfo').getByRole('link', { name: 'Source on GitHub' });
    await expect(link).toHaveAttribute('href', '#repository');
    await expect(page.locator('#repository')).toContainText('GITHUB_REPOSITORY');
  }
});

test('on a phone each row of a leaderboard is a card with rank, method, score, strip and twin', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto(`./tracks/${TRACK}/`);
  const row = board(page).locator('tr[data-result]').first();
  for (const part of ['.rank-cell', 'th > a', '.score-cell', '.strip-cell > svg', 'td[data-label=Twin]', '.result-cell a']) {
    const box = (await row.locator(part).first().boundingBox())!;
    expect(box.x, part).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, part).toBeLessThanOrEqual(PHONE.width);
  }
  // A table all the same, for whoever listens to it.
  await expect(
    board(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') }),
  ).not.toHaveCount(0);
});

test('the column that names the rows stays in sight where a table scrolls', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto('./overall/');
  const region = page.getByRole('region', { name: /^Scores of every method/ });
  const name = region.getByRole('rowheader').first();
  const before = (await name.boundingBox())!;
  await region.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
  const after = (await name.boundingBox())!;
  expect(await region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  expect(Math.abs(after.x - before.x)).toBeLessThan(2);
});

test('a document has contents, neighbours, and code that is copied whole and never cut off', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('./docs/submit/');
  const contents = page.getByRole('navigation', { name: 'On this page' });
  await contents.getByRole('link', { name: /Write the manifest/ }).click();
  await expect(page).toHaveURL(/#3-write-the-manifest$/);
  const cut = await page.locator('pre').evaluateAll((all) => all.filter((pre) => pre.scrollWidth > pre.clientWidth).length);
  expect(cut).toBe(0);
  await expect(page.locator('.code', { hasText: 'git clone' }).first().getByRole('button', { name: 'Copy' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Neighbouring documents' }).getByRole('link', { name: /^Next/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What happens to your pull request');
});

test('both faces are there, and nothing jumps when they come late', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium reports layout shifts');
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (globalThis as unknown as { shifted: number }).shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const address of ['./', './docs/methodology/', `./tracks/${TRACK}/`]) {
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    const loaded = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    );
    expect(loaded.map((family) => family.replaceAll('"', ''))).toEqual(
      expect.arrayContaining(['Source Sans 3 Variable', 'Source Serif 4 Variable']),
    );
    // Shifts are reported after the frame in which they happen.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted), address).toBeLessThan(0.05);
  }
});

test('what changed is dated and listed, and the footer says how new the numbers are', async ({ page }) => {
  await page.goto('./');
  const footer = page.getByRole('contentinfo');
  await expect(footer).toContainText(/Suite \d+\.\d+\.\d+ · \d+ records/);
  await footer.getByRole('link', { name: 'what changed' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changes');
  await expect(page.locator('.change-list a[href*="/r/"]')).not.toHaveCount(0);
});
