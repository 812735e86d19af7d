/** WCAG 2.2 AA, as far as axe can tell, on every kind of page in both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import { samplePages } from './support/page-kinds.ts';
import { expect, test } from './support/test.ts';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const address of samplePages()) {
  test(`/${address} is accessible in both themes`, async ({ page }) => {
    for (const theme of ['light', 'dark']) {
      await page.addInitScript((name) => localStorage.setItem('theme', name), theme);
      await page.goto(`./${address}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect(found, `in the ${theme} theme`).toEqual([]);
    }
  });
}

test('axe finds what is wrong', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => document.body.append(document.createElement('img')));
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  expect(violations.map(({ id }) => id)).toContain('image-alt');
});
