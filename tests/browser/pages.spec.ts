/**
 * Every kind of page opens in every browser without an error, a policy violation or a request to anyone else. In Chromium it is also
 * weighed, and axe looks at it in both themes and on a phone: all that in one visit, since opening a page costs most.
 */
import { contentPolicy } from '../../src/views/content-policy.ts';
import { COLOUR_RULES, findViolations, PHONE_RULES, STANDARD } from './support/axe.ts';
import { isFirstOfTemplate, samplePages } from './support/page-kinds.ts';
import { expect, test } from './support/test.ts';
import { BUDGETS, weigh } from './support/weights.ts';

const PHONE = { width: 360, height: 740 };

for (const address of samplePages()) {
  const tag = isFirstOfTemplate(address) ? '@engine' : [];
  test(`/${address} opens cleanly, within its budget, and for everybody`, { tag }, async ({ page, browserName }) => {
    const isMeasured = browserName === 'chromium';
    const weights = weigh(page);
    // The default is light; Firefox allows no storage on the blank page where a script for every page would run first.
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`./${address}`, { waitUntil: isMeasured ? 'networkidle' : 'load' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/Custodes/);
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', contentPolicy(false));
    const root = page.locator('html');
    if (isMeasured) {
      expect.soft(weights.document).toBeGreaterThan(0);
      for (const [kind, budget] of Object.entries(BUDGETS))
        expect.soft(weights[kind as keyof typeof BUDGETS], `bytes of ${kind}`).toBeLessThanOrEqual(budget);
      expect.soft(await findViolations(page, { tags: STANDARD }), 'in the light theme').toEqual([]);
      await root.evaluate((element) => (element.dataset['theme'] = 'dark'));
      expect.soft(await findViolations(page, { rules: COLOUR_RULES }), 'in the dark theme').toEqual([]);
    }
    await page.setViewportSize(PHONE);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(overflow, 'horizontal scrolling on a phone').toBeLessThanOrEqual(0);
    if (isMeasured) expect.soft(await findViolations(page, { rules: PHONE_RULES }), 'on a phone').toEqual([]);
  });
}
