/** The lab computes in the page what the command computes, and keeps its state in the address. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AtlasExcerpt } from '../../src/evaluation/atlas-excerpt.ts';
import type { MetricAtlas } from '../../src/evaluation/metric-atlas.ts';
import { drawCell } from '../../src/suite/cell.ts';
import { measure } from '../../src/metrics/measure.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import { metricsOfCost } from '../../src/views/lab/fast-metrics.ts';
import { arrangeScores } from '../../src/views/lab/score-rows.ts';
import { parseLabSetting, resolveLabCell } from '../../src/views/lab/lab-setting.ts';
import { formatScore } from '../../src/views/format.ts';
import { overwrite } from './support/overwrite.ts';
import { expect, test } from './support/test.ts';

const lab = (page: Page) => page.locator('[data-lab]');
const headline = (page: Page) => page.locator('[data-lab-view-headline]');
const cellPanel = (page: Page) => page.getByRole('region', { name: /recompute this cell/ });
const comparison = (page: Page) => cellPanel(page).getByRole('region', { name: 'Comparison with the atlas' });

async function openLab(page: Page, query = ''): Promise<void> {
  await page.goto(`./lab/${query}`);
  await expect(lab(page)).toHaveAttribute('data-ready', '');
}

/** Scores as the table shows them, by metric; what is not computed is left out. */
async function shownScores(page: Page): Promise<Record<string, string>> {
  return await page.locator('[data-lab-view-scores] tr[data-metric]').evaluateAll((rows) =>
    Object.fromEntries(
      rows.flatMap((row) => {
        const score = row.querySelector('.score-value');
        return score ? [[(row as HTMLElement).dataset['metric']!, score.textContent]] : [];
      }),
    ),
  );
}

/** What Node computes for an address. */
function expectedScores(query: string): Record<string, string> {
  const setting = parseLabSetting(Object.fromEntries(new URLSearchParams(query)));
  const cell = resolveLabCell(setting);
  const { factors, codes } = drawCell(cell, setting.seed);
  const { metrics } = measure(factors, codes, { seed: setting.seed, metrics: metricsOfCost('fast') });
  return Object.fromEntries(
    arrangeScores(cell, metrics, null)
      .filter(({ score }) => score !== undefined)
      .map(({ metric, score }) => [metric.key, formatScore(score)]),
  );
}

test('an address is drawn as Node draws it', { tag: '@engine' }, async ({ page }) => {
  const query = '?dgp=D2&geometry=E7&n=300&d=4&m=9&seed=7&metric=r2&rho=-0.2&kappa=3';
  await openLab(page, query);
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  expect(await shownScores(page)).toEqual(expectedScores(query));
  await expect(page.getByRole('spinbutton', { name: /^Correlation ρ/ })).toHaveValue('-0.2');
  await expect(headline(page)).toContainText('R² with intercept gives');
  await expect(page.locator('[data-lab-command]')).toHaveText(
    'npm run -s stress -- --dgp D2 --encoder E7 --n 300 --d 4 --m 9 --rho -0.2 --kappa 3 --json',
  );
});

test('the keyboard alone changes the setting, the address keeps it, and a reload restores it', async ({ page }) => {
  await openLab(page);
  await page.getByLabel('Factors', { exact: true }).focus();
  await page.getByLabel('Factors', { exact: true }).selectOption('D2');
  await page.getByRole('slider', { name: 'Correlation ρ, slider' }).focus();
  await page.keyboard.press('ArrowRight');
  await overwrite(page.getByRole('spinbutton', { name: /^Rows n/ }), '120');
  await page.getByLabel('Metric in the foreground', { exact: true }).selectOption('mcc_spearman');
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  await expect(page).toHaveURL(/\?dgp=D2&geometry=E3&rho=0\.52&n=120&d=5&seed=0&metric=mcc_spearman$/);
  const before = await shownScores(page);
  expect(before).toEqual(expectedScores(new URL(page.url()).search));
  await page.reload();
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  expect(await shownScores(page)).toEqual(before);
  await expect(page.getByRole('slider', { name: 'Correlation ρ, slider' })).toHaveValue('0.52');
});

test('of many requests the newest is shown', { tag: '@engine' }, async ({ page }) => {
  await openLab(page);
  const slider = page.getByRole('slider', { name: 'Draw, slider' });
  await slider.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  const seed = await slider.inputValue();
  expect(await shownScores(page)).toEqual(expectedScores(`dgp=D1&geometry=E3&n=1000&d=5&seed=${seed}`));
});

test('a geometry decides on the number of codes', async ({ page }) => {
  await openLab(page);
  const codes = page.getByRole('slider', { name: 'Codes m, slider' });
  await expect(codes).toBeDisabled();
  await page.getByLabel('Codes', { exact: true }).selectOption('E7');
  await expect(codes).toBeEnabled();
  await codes.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Correlations of factors and codes' }).getByRole('columnheader')).toHaveCount(11);
  await page.getByLabel('Codes', { exact: true }).selectOption('E1');
  await expect(codes).toBeDisabled();
  await expect(page.getByRole('region', { name: 'Correlations of factors and codes' }).getByRole('columnheader')).toHaveCount(5);
});

test('a setting that breaks a rule gives one clear line, and the next good one takes it away', async ({ page }) => {
  await openLab(page, '?dgp=D2&geometry=E3&d=5&rho=-0.5&n=200');
  await expect(page.getByRole('alert')).toHaveText(/^Correlation ρ is -0\.5, but 5 factors cannot all have .*: give .*\.$/);
  await overwrite(page.getByRole('spinbutton', { name: /^Factors d/ }), '2');
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  await expect(page.getByRole('alert')).toBeHidden();
  await openLab(page, '?dgp=%3Cb%3E&n=1e12');
  await expect(page.getByRole('alert')).toHaveText(/^Rows n is 1000000000000: give a whole number/);
});

test('an invalid number leaves no old score, and its field is marked', async ({ page }) => {
  await openLab(page, '?dgp=D1&geometry=E9&n=60&d=5&m=7');
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  const codes = page.getByRole('spinbutton', { name: /^Codes m/ });
  await overwrite(codes, '501');
  await expect(page.getByRole('alert')).toHaveText(/^Codes m is 501: give a whole number at least 1 and at most 500 here/);
  await expect(headline(page)).toBeHidden();
  await expect(page.locator('[data-lab-view-scores]')).toBeHidden();
  await expect(page.locator('[data-lab-status]')).toHaveText('No scores: the setting breaks a rule.');
  await expect(codes).toHaveAttribute('aria-invalid', 'true');
  await expect(codes).toHaveAttribute('aria-describedby', 'lab-faults');
  await overwrite(codes, '500');
  await expect(headline(page)).toBeVisible();
  await expect(codes).not.toHaveAttribute('aria-invalid');
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  expect(await shownScores(page)).toEqual(expectedScores(new URL(page.url()).search));
});

test('a reader who listens hears the score of the metric in the foreground', async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Another draw' }).click();
  await expect(page.locator('[data-lab-spoken]')).toContainText('Mean correlation coefficient (Pearson) gives 0.');
});

test('a slider stands where its number is, on its grid or off it', async ({ page }) => {
  const rows = page.getByRole('slider', { name: 'Rows n, slider' });
  await openLab(page);
  await expect(rows).toHaveValue('1000');
  await openLab(page, '?dgp=D1&geometry=E1&n=53');
  await expect(rows).toHaveValue('53');
  await rows.focus();
  await page.keyboard.press('ArrowRight');
  const shown = await rows.inputValue();
  expect(Number(shown) % 20).toBe(0);
  await expect(page.getByRole('spinbutton', { name: /^Rows n/ })).toHaveValue(shown);
});

test('slow metrics come on demand, and another setting takes them away', { tag: '@engine' }, async ({ page }) => {
  await openLab(page, '?dgp=D1&geometry=E1&n=100&d=2&metric=dci_d');
  await expect(headline(page)).toContainText('is not computed yet');
  await page.getByRole('button', { name: 'Compute the slow metrics too' }).click();
  await expect(headline(page)).toContainText(/DCI disentanglement gives 0|1/);
  await expect(page.getByRole('cell', { name: 'slow', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Another draw' }).click();
  await expect(headline(page)).toContainText('is not computed yet');
});

test.describe('the atlas’s cell', () => {
  const document = JSON.parse(readFileSync('content/atlas/mcc_pearson.json', 'utf8')) as MetricAtlas;
  const stored = document.cells.find(({ dgp, geometry }) => dgp === 'D2' && geometry === 'E1')!;

  test('is recomputed to the same numbers, by keyboard', { tag: '@engine' }, async ({ page }) => {
    await openLab(page, '?dgp=D2&geometry=E1&metric=mcc_pearson');
    await expect(cellPanel(page)).toContainText('The atlas has this cell');
    await cellPanel(page).getByRole('button', { name: 'Rerun the atlas’s cell' }).press('Enter');
    await expect(cellPanel(page).getByRole('status')).toContainText(/^Identical: all 2 rows/);
    const index = document.parts.findIndex(({ part }) => part === 'coverage');
    const [mean, lower, upper] = stored.results[index]!;
    const row = comparison(page).getByRole('row', { name: /coverage/ });
    await expect(row.getByRole('cell').nth(1)).toContainText(formatScore(mean, 6));
    await expect(row.getByRole('cell').nth(1)).toContainText(`${formatScore(lower, 6)} to ${formatScore(upper, 6)}`);
    await expect(row.getByRole('cell', { name: 'identical' })).toHaveCount(1);
  });

  test('streams every fast metric, and can be stopped', { tag: '@engine' }, async ({ page }) => {
    await openLab(page, '?dgp=D2&geometry=E1');
    await cellPanel(page).getByRole('radio', { name: 'every fast metric' }).check();
    await cellPanel(page).getByRole('button', { name: 'Rerun the atlas’s cell' }).click();
    await expect(comparison(page).getByRole('cell', { name: 'identical' }).first()).toBeVisible();
    await cellPanel(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(cellPanel(page).getByRole('status')).toContainText(/Cancelled|Identical/);
  });

  test('that differs from what is served is found out', async ({ page }) => {
    await page.route('**/lab/cells/D2-E1.json', async (route) => {
      const response = await route.fetch();
      const excerpts = (await response.json()) as AtlasExcerpt[];
      const results = excerpts[0]!.cells[0]!.results as unknown as (number | null)[][];
      results[0]![0] = 0.123456;
      await route.fulfill({ response, json: excerpts });
    });
    await openLab(page, '?dgp=D2&geometry=E1&metric=mcc_pearson');
    await cellPanel(page).getByRole('button', { name: 'Rerun the atlas’s cell' }).click();
    await expect(cellPanel(page).getByRole('status')).toContainText('Different: 1 of 2 rows');
  });

  test('is not offered where the atlas has none', async ({ page }) => {
    await openLab(page, '?dgp=D2&geometry=E1&rho=0.123&n=100');
    await expect(cellPanel(page)).toContainText('no cell with exactly this setting');
    await expect(cellPanel(page).getByRole('button', { name: 'Rerun the atlas’s cell' })).toBeDisabled();
  });
});

test('the engine is loaded on first use', { tag: '@engine' }, async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await openLab(page);
  await page.waitForLoadState('networkidle');
  expect(workers).toEqual([]);
  await page.getByRole('button', { name: 'Another draw' }).click();
  await expect(lab(page)).toHaveAttribute('data-state', 'finished');
  expect(workers).toHaveLength(1);
});

test('every DGP and geometry is offered, with its parameters', async ({ page }) => {
  await openLab(page, '?n=60');
  for (const [label, catalogue] of [
    ['Factors', DGPS],
    ['Codes', GEOMETRIES],
  ] as const)
    for (const { id, parameters } of catalogue) {
      await page.getByLabel(label, { exact: true }).selectOption(id);
      for (const { name } of parameters) await expect(page.locator(`[name="${name}"]`), `${id} ${name}`).toBeVisible();
    }
});
