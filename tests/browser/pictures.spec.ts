/** Pictures of codes and tracks are there, say in words what they show, and can be taken away. */
import { takeDownload } from './support/download.ts';
import { readNodeRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const { measured, result_digest } = readNodeRecord();
const RESULT = `./r/${result_digest.slice(0, 12)}/`;

test('a result shows its codes beside its twin’s, and hands them out', async ({ page, browserName }) => {
  await page.goto(RESULT);
  for (const title of ['Model', 'Must-fail twin'])
    await expect(page.getByRole('region', { name: `${title}: correlations of factors and codes` })).toBeVisible();
  const downloads = page.getByRole('group', { name: 'Download the pictures of the codes' });
  const { name, text } = await takeDownload(page, browserName, async () => {
    await downloads.getByRole('button', { name: 'PNG' }).click();
  });
  expect(name).toBe('codes.png');
  expect(text).toContain('PNG');
  for (const [ending, beginning] of [
    ['SVG', '<svg'],
    ['CSV', 'variant,row,z1'],
  ] as const) {
    const href = await downloads.getByRole('link', { name: ending }).getAttribute('href');
    const file = await page.request.get(new URL(href!, page.url()).href);
    expect((await file.text()).startsWith(beginning)).toBe(true);
  }
});

test('a track shows factors, observations and codes, and the sprites their pairs', async ({ page }) => {
  await page.goto(`./tracks/${measured.track.id}/`);
  await expect(page.locator('.panels svg')).toHaveCount(3);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const panel of await page.locator('.panels svg').all()) {
    const { x, width } = (await panel.boundingBox())!;
    expect(x + width, 'a panel on a phone').toBeLessThanOrEqual(360);
  }
  await page.goto('./tracks/sprites/');
  const pictures = page.locator('.pictures img');
  await expect(pictures).toHaveCount(3);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    expect(await picture.getAttribute('alt')).not.toBe('');
  }
});
