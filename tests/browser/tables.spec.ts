/** Leaderboards sort by their columns, by mouse and by keyboard. */
import type { Locator, Page } from '@playwright/test';
import { readNodeRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const track = readNodeRecord().measured.track.id;
const board = (page: Page) => page.getByRole('region', { name: /^Leaderboard of/ }).getByRole('table');

/** Values of one column, group by group, as the sorting reads them. */
async function valuesByGroup(table: Locator, column: number): Promise<(number | null)[][]> {
  return await table.evaluate(
    (element, index) =>
      [...(element as HTMLTableElement).tBodies].map((body) =>
        [...body.rows]
          .filter((row) => !row.classList.contains('group-row'))
          .map((row) => {
            const value = row.cells[index]!.dataset['value'];
            return value === undefined ? null : Number(value);
          }),
      ),
    column,
  );
}

function expectSorted(groups: readonly (readonly (number | null)[])[], sign: 1 | -1): void {
  for (const group of groups) {
    const numbers = group.filter((value) => value !== null);
    expect(numbers).toEqual(numbers.toSorted((a, b) => sign * (a - b)));
    expect(group.slice(0, numbers.length), 'rows without a value come last').toEqual(numbers);
  }
}

test('a leaderboard sorts by its columns, groups apart', async ({ page }) => {
  await page.goto(`./tracks/${track}/`);
  const header = board(page).getByRole('columnheader', { name: 'Score' });
  const column = await header.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex);
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  expectSorted(await valuesByGroup(board(page), column), -1);
  await page.keyboard.press('Enter');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  expectSorted(await valuesByGroup(board(page), column), 1);
});

test('one column is sorted at a time', async ({ page }) => {
  await page.goto(`./tracks/${track}/`);
  for (const name of ['Score', 'Method', 'Rank'])
    await board(page).getByRole('columnheader', { name }).getByRole('button').click();
  await expect(board(page).locator('th[aria-sort]')).toHaveCount(1);
  await expect(board(page).getByRole('columnheader', { name: 'Rank' })).toHaveAttribute('aria-sort', 'ascending');
});
