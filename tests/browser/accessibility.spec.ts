/** Where pages are hardest on a reader, and whether axe, which `pages.spec.ts` asks about every kind of page, finds what is wrong. */
import { COLOUR_RULES, findViolations, PHONE_RULES, STANDARD } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const PHONE = { width: 360, height: 740 };

test('links of a trail that takes two lines on a phone can be told apart', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('./tracks/interventions/');
  const result = page.locator('main a[href*="/r/"]').first();
  await page.goto((await result.getAttribute('href'))!);
  const links = page.locator('.breadcrumbs a');
  const [second, last] = [await links.nth(1).boundingBox(), await links.last().boundingBox()];
  expect(last!.y).toBeGreaterThan(second!.y);
  expect(await findViolations(page, { rules: PHONE_RULES })).toEqual([]);
});

test('axe finds what is wrong', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => document.body.append(document.createElement('img')));
  expect((await findViolations(page, { tags: STANDARD })).join()).toContain('image-alt: img');
});

test('axe finds colours that are too close in the dark theme', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
  await page.goto('./');
  await page.evaluate(() => (document.querySelector('h1')!.style.color = '#222'));
  expect((await findViolations(page, { rules: COLOUR_RULES })).join()).toContain('color-contrast: h1');
});
