/** The reader's choice of theme holds from the first paint, on every page. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

const scheme = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
const theme = (page: Page) => page.getByRole('button', { name: /^Theme/ });

test('the button cycles through the themes, and the next page remembers', async ({ page }) => {
  await page.goto('./');
  await expect(theme(page)).toHaveText('Theme: system');
  expect(await scheme(page)).toBe('light dark');
  await theme(page).click();
  await expect(theme(page)).toHaveText('Theme: light');
  expect(await scheme(page)).toBe('light');
  await theme(page).click();
  expect(await scheme(page)).toBe('dark');
  await page.goto('./metrics/');
  await expect(theme(page)).toHaveText('Theme: dark');
  expect(await scheme(page)).toBe('dark');
  await theme(page).click();
  await expect(theme(page)).toHaveText('Theme: system');
});

test('the theme stands before the body is parsed', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => localStorage.setItem('theme', 'dark'));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      Object.assign(globalThis, { themeAtBody: document.documentElement.dataset['theme'] });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('./metrics/');
  expect(await page.evaluate(() => (globalThis as unknown as { themeAtBody: string }).themeAtBody)).toBe('dark');
});
