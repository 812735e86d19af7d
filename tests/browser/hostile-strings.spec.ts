/** What a submitter writes reaches a page as text and as nothing else. */
import { HOSTILE_ADDRESS, HOSTILE_SLUG, HOSTILE_TEXTS, MARK } from './support/hostile-submission.ts';
import { readHostileRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const { title, summary, authors, method, paper, command, recipe } = HOSTILE_TEXTS;
const RESULT = `r/${readHostileRecord().result_digest.slice(0, 12)}/`;

/** Pages that show the submission, with the texts that each must show. */
const PAGES: readonly (readonly [string, readonly string[]])[] = [
  [`s/${HOSTILE_SLUG}/`, [title, summary, authors.join(', '), method, paper, command]],
  [RESULT, [title]],
  ['tracks/linear-ica/', [title]],
  ['', []],
];

for (const [address, texts] of PAGES) {
  test(`/${address} shows hostile strings as text`, async ({ page }) => {
    page.on('dialog', (dialog) => {
      throw new Error(`a dialog opened: ${dialog.message()}`);
    });
    await page.goto(`./${address}`);
    const body = await page.evaluate(() => document.body.textContent);
    for (const text of texts) expect(body).toContain(text);

    const found = await page.evaluate(() => ({
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].map(({ name }) => name).filter((name) => name.startsWith('on')),
      ),
      inline: [...document.scripts].filter(({ src, type }) => src === '' && type !== 'application/ld+json').length,
      foreign: document.querySelectorAll('base, iframe, object, embed, meta[http-equiv="refresh"], svg[onload]').length,
      protocols: [...new Set([...document.links].map(({ protocol }) => protocol))],
      data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((script) => script.textContent),
    }));
    expect(found).toMatchObject({ handlers: [], inline: 0, foreign: 0 });
    expect(found.protocols.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([]);
    for (const data of found.data) expect(() => JSON.parse(data) as unknown).not.toThrow();

    // Hovering and moving on gives handlers their chance.
    await page.getByRole('heading', { level: 1 }).hover();
    expect(await page.evaluate((mark) => mark in globalThis, MARK)).toBe(false);
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, 'horizontal scrolling on a phone').toBeLessThanOrEqual(0);
  });
}

test('a recipe keeps its lines and its markup as text, and the address stays one address', async ({ page }) => {
  await page.goto(`./s/${HOSTILE_SLUG}/`);
  const body = await page.evaluate(() => document.body.textContent);
  for (const line of recipe.split('\n')) expect(body).toContain(line);
  const link = page.getByRole('link', { name: paper });
  expect(await link.getAttribute('href')).toBe(HOSTILE_ADDRESS);
  await link.hover();
  expect(await page.evaluate((mark) => mark in globalThis, MARK)).toBe(false);
});

test('citations carry hostile strings inside their own quotes', async ({ page, request }) => {
  await page.goto(`./${RESULT}`);
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href).filter((href) => href.endsWith('.json')),
  );
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) {
    const text = await (await request.get(address)).text();
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  }
  // No author can close the entry: BibTeX counts every brace, after a backslash too.
  const bibtex = await page.locator('#bibtex').innerText();
  let depth = 0;
  const depths = [...bibtex].map((character) => (depth += character === '{' ? 1 : character === '}' ? -1 : 0));
  expect(Math.min(...depths)).toBe(0);
  expect(depth).toBe(0);
});
