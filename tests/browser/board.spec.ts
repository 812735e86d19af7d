/** A leaderboard does what its reader chooses, says so, keeps it in the address and restores it from there; by keyboard alone. */
import type { Locator, Page } from '@playwright/test';
import { csvParse } from 'd3';
import type { BoardDocument } from '../../src/views/board-document.ts';
import { CODES_PICKED_OF, CODES_TITLE } from './support/codes-submission.ts';
import { takeDownload } from './support/download.ts';
import { readNodeRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const TRACK = readNodeRecord().measured.track.id;
const ADDRESS = `./tracks/${TRACK}/`;

const table = (page: Page): Locator => page.getByRole('region', { name: /^Leaderboard of/ }).getByRole('table');
const rows = (page: Page): Locator => table(page).locator('tr[data-result]:visible');
const names = async (page: Page): Promise<string[]> => await rows(page).locator('th[scope=row] > a').allTextContents();
const tools = (page: Page): Locator => page.getByRole('group', { name: 'Choose rows and columns' });
const status = (page: Page): Locator => tools(page).getByRole('status');
const pin = (page: Page, title: string): Locator => table(page).getByRole('button', { name: `Pin ${title}`, exact: true });
const query = (page: Page): string => decodeURIComponent(new URL(page.url()).search);

/** Waits until the scripts have taken over: they say how many rows there are. */
async function open(page: Page, search = ''): Promise<void> {
  await page.goto(`${ADDRESS}${search}`);
  await expect(status(page)).toContainText('rows shown');
}

async function expectStatus(page: Page): Promise<void> {
  const shown = await rows(page).count();
  const all = await table(page).locator('tr[data-result]').count();
  await expect(status(page)).toContainText(`${shown} of ${all} rows shown`);
}

test('text and filters choose rows, and the address restores the choice', async ({ page }) => {
  await open(page);
  const before = await names(page);
  await tools(page).getByLabel('Role').selectOption('floors');
  await expect.poll(() => query(page)).toBe('?role=floor');
  const floors = await names(page);
  expect(floors.length).toBeGreaterThan(0);
  expect(floors.length).toBeLessThan(before.length);
  await expectStatus(page);
  await tools(page).getByLabel('Find').fill('PERMUTED');
  await expect.poll(() => names(page)).toEqual(['Permuted codes']);
  expect(query(page)).toBe('?q=PERMUTED&role=floor');
  await page.reload();
  await expect(status(page)).toContainText('1 of');
  expect(await names(page)).toEqual(['Permuted codes']);
  await expect(tools(page).getByLabel('Find')).toHaveValue('PERMUTED');
  await tools(page).getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => names(page)).toEqual(before);
  expect(query(page)).toBe('');
});

test('rows from supplied codes are off until asked for, and never ranked', async ({ page }) => {
  await open(page);
  expect(await names(page)).not.toContain(CODES_TITLE);
  await tools(page)
    .getByLabel(/^show reported \(\d+\)$/)
    .check();
  await expect.poll(() => names(page)).toContain(CODES_TITLE);
  expect(query(page)).toBe('?reported=shown');
  const row = rows(page).filter({ hasText: CODES_TITLE });
  await expect(row).toContainText('reported from supplied codes');
  await expect(row.getByRole('cell').nth(1)).toHaveText('–');
  await expect(row).toContainText(`best of ${CODES_PICKED_OF}`);
  await open(page, '?status=reported');
  expect(await names(page)).toContain(CODES_TITLE);
});

test('columns are chosen by keyboard, and the address restores them', async ({ page }) => {
  await open(page);
  const twin = table(page).getByRole('columnheader', { name: 'Twin' });
  await expect(twin).toBeVisible();
  await tools(page).getByText('Columns', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await tools(page).getByRole('checkbox', { name: 'Twin' }).focus();
  await page.keyboard.press('Space');
  await expect(twin).toBeHidden();
  await tools(page).getByRole('checkbox', { name: 'Share' }).press('Space');
  await expect(table(page).getByRole('columnheader', { name: 'Share' })).toBeVisible();
  const search = query(page);
  expect(search).toMatch(/^\?columns=rank,method,score,/);
  await open(page, search);
  await expect(twin).toBeHidden();
  await expect(table(page).getByRole('columnheader', { name: 'Share' })).toBeVisible();
  await expect(table(page).getByRole('columnheader', { name: 'Method' })).toBeVisible();
});

test('pinned rows stay on top whatever is chosen, and lead to a comparison, by keyboard alone', async ({ page }) => {
  await open(page);
  await expect(tools(page).getByRole('link', { name: /^Compare/ })).toBeHidden();
  for (const title of ['Permuted codes', 'Oracle']) {
    await pin(page, title).focus();
    await page.keyboard.press('Space');
    await expect(pin(page, title)).toHaveAttribute('aria-pressed', 'true');
    await expect(pin(page, title), 'the focus follows the row').toBeFocused();
  }
  await expect.poll(async () => (await names(page)).slice(0, 2)).toEqual(['Permuted codes', 'Oracle']);
  await table(page).getByRole('columnheader', { name: 'Score' }).getByRole('button').press('Enter');
  await tools(page).getByLabel('Find').fill('no method has this name');
  await expect.poll(() => names(page)).toEqual(['Oracle', 'Permuted codes']);
  await expectStatus(page);
  await expect(status(page)).toContainText('2 of at most 4 pinned');
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['Oracle', 'Permuted codes']);
  const compare = tools(page).getByRole('link', { name: 'Compare 2 pinned' });
  await expect(compare).toHaveAttribute('href', /compare\/\?r=[0-9a-f]{12},[0-9a-f]{12}$/);
});

test('no more rows can be pinned than compared', async ({ page }) => {
  await open(page);
  const buttons = table(page).getByRole('button', { name: /^Pin / });
  for (let i = 0; i < 4; i++) await buttons.and(page.locator('[aria-pressed=false]')).last().click();
  await expect(buttons.and(page.locator('[aria-pressed=true]'))).toHaveCount(4);
  await expect(buttons.and(page.locator('[aria-pressed=false]')).first()).toBeDisabled();
});

test('the order is in the address and restored from it', async ({ page }) => {
  await open(page, '?sort=-twin');
  await expect(table(page).locator('th[aria-sort]')).toHaveText(/Twin/);
  await expect(table(page).locator('th[aria-sort]')).toHaveAttribute('aria-sort', 'descending');
});

for (const format of ['CSV', 'JSON'] as const) {
  test(`${format} holds exactly the rows and columns shown, in their order`, async ({ page, browserName }) => {
    await open(page, '?role=floor&sort=score&columns=method,score');
    const { name, text } = await takeDownload(page, browserName, async () => {
      await tools(page).getByRole('button', { name: format }).click();
    });
    expect(name).toBe(`${TRACK}-shown.${format.toLowerCase()}`);
    const records = format === 'CSV' ? [...csvParse(text)] : (JSON.parse(text) as BoardDocument).rows;
    expect(records.map(({ method }) => method)).toEqual(await names(page));
    expect(records[0]).toHaveProperty('score');
    expect(records[0]).not.toHaveProperty('twin');
    expect(records.map(({ score }) => Number(score))).toEqual(
      records.map(({ score }) => Number(score)).toSorted((a, b) => a - b),
    );
  });
}

test('whole boards lie beside the page, in both formats', async ({ page }) => {
  await open(page);
  const { origin, pathname } = new URL(page.url());
  const base = `${origin}${pathname.replace(`tracks/${TRACK}/`, '')}api/v1/boards/${TRACK}`;
  const document = (await (await page.request.get(`${base}.json`)).json()) as BoardDocument;
  const all = await table(page).locator('tr[data-result]').count();
  expect(document.rows).toHaveLength(all);
  const lines = csvParse(await (await page.request.get(`${base}.csv`)).text());
  expect(lines.columns).toEqual(document.fields);
  expect(lines.map(({ result }) => result)).toEqual(document.rows.map(({ result }) => result));
});
