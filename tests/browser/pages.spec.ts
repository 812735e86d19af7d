/** Every kind of page opens in every browser without an error, a policy violation or a request to anyone else. */
import { contentPolicy } from '../../src/views/content-policy.ts';
import { samplePages } from './support/page-kinds.ts';
import { expect, test } from './support/test.ts';

const PHONE_WIDTH = 360;

for (const address of samplePages()) {
  test(`/${address} opens cleanly, on a phone too`, async ({ page }) => {
    await page.goto(`./${address}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/Custodes/);
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', contentPolicy(false));
    await page.setViewportSize({ width: PHONE_WIDTH, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, 'horizontal scrolling on a phone').toBeLessThanOrEqual(0);
  });
}
