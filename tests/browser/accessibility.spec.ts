/** WCAG 2.2 AA, as far as axe can tell, on every kind of page in both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import { samplePages } from './support/page-kinds.ts';
import { expect, test } from './support/test.ts';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Themes differ in their colours alone: what else axe looks at is the same in both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** On a narrow window links come to lie below each other, where a finger must tell them apart. */
const PHONE_RULES = ['target-size'];
const PHONE = { width: 360, height: 800 };

async function findViolations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const address of samplePages()) {
  test(`/${address} is accessible in both themes and on a phone`, async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'light'));
    await page.goto(`./${address}`);
    const root = page.locator('html');
    await expect(root).toHaveAttribute('data-theme', 'light');
    expect(await findViolations(new AxeBuilder({ page }).withTags(STANDARD)), 'in the light theme').toEqual([]);
    await root.evaluate((element) => (element.dataset['theme'] = 'dark'));
    expect(await findViolations(new AxeBuilder({ page }).withRules(COLOUR_RULES)), 'in the dark theme').toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await findViolations(new AxeBuilder({ page }).withRules(PHONE_RULES)), 'on a phone').toEqual([]);
  });
}

test('links of a trail that takes two lines on a phone can be told apart', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('./tracks/interventions/');
  const result = page.locator('main a[href*="/r/"]').first();
  await page.goto((await result.getAttribute('href'))!);
  const links = page.locator('.breadcrumbs a');
  const [second, last] = [await links.nth(1).boundingBox(), await links.last().boundingBox()];
  expect(last!.y).toBeGreaterThan(second!.y);
  expect(await findViolations(new AxeBuilder({ page }).withRules(PHONE_RULES))).toEqual([]);
});

test('axe finds what is wrong', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => document.body.append(document.createElement('img')));
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  expect(violations.map(({ id }) => id)).toContain('image-alt');
});

test('axe finds colours that are too close in the dark theme', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
  await page.goto('./');
  await page.evaluate(() => (document.querySelector('h1')!.style.color = '#222'));
  expect((await findViolations(new AxeBuilder({ page }).withRules(COLOUR_RULES))).join()).toContain('color-contrast: h1');
});
