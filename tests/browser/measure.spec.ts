/** Arrays that are measured in the page give the numbers that the command gives, and never leave the page. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { formatNpy } from '../../src/core/npy.ts';
import { toRows } from '../../src/core/matrix.ts';
import { diagnose } from '../../src/evaluation/diagnosis.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { drawCell, resolveCell } from '../../src/suite/cell.ts';
import { metricsOfCost } from '../../src/views/lab/fast-metrics.ts';
import { overwrite } from './support/overwrite.ts';
import { readReports, watchWorkers } from './support/reports.ts';
import { expect, test } from './support/test.ts';

const folder = mkdtempSync(join(tmpdir(), 'custodes-arrays-'));
const FACTORS = join(folder, 'my factors.npy');
const CODES = join(folder, 'codes.npy');
const SEVERAL = join(import.meta.dirname, '../arrays/data/files/several.npz');
const draw = drawCell(resolveCell({ dgp: 'D2', geometry: 'E3', n: 700, d: 4 }), 5);

test.beforeAll(() => {
  const bytesOf = ({ rows, columns }: { rows: number; columns: number }, values: number[]) =>
    formatNpy(Float64Array.from(values), [rows, columns]);
  writeFileSync(FACTORS, bytesOf(draw.factors, toRows(draw.factors).flat()));
  writeFileSync(CODES, bytesOf(draw.codes, toRows(draw.codes).flat()));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const panel = (page: Page) => page.locator('[data-measure]');

async function choose(page: Page, factors: string, codes: string): Promise<void> {
  await page.getByLabel('Factors', { exact: true }).setInputFiles(factors);
  await page.getByLabel('Codes', { exact: true }).setInputFiles(codes);
}

async function openPage(page: Page): Promise<void> {
  await page.goto('./measure/');
  await expect(panel(page)).toHaveAttribute('data-ready', '');
}

interface Report {
  readonly measurement: { readonly metrics: Readonly<Record<string, unknown>> };
  readonly diagnosis: unknown;
  readonly validity: { readonly dgp: string; readonly geometry: string };
}

test('every metric has the bits that the command prints', async ({ page, browserName }) => {
  await watchWorkers(page);
  const { stdout } = spawnSync(
    process.execPath,
    ['scripts/measure.ts', '--factors', FACTORS, '--codes', CODES, '--seed', '3', '--split', 'seeded', '--json'],
    { encoding: 'utf8' },
  );
  await openPage(page);
  await choose(page, FACTORS, CODES);
  await page.getByText('Seed, split, slow metrics').click();
  await overwrite(page.getByLabel('Seed', { exact: true }), '3');
  await page.getByLabel('Rows that are fitted on').selectOption('seeded');
  await page.getByLabel(/slow metrics too/).check();
  await page.getByRole('button', { name: 'Measure', exact: true }).press('Enter');
  await expect(panel(page)).toHaveAttribute('data-state', 'finished');
  const answers = (await readReports(page)) as unknown as readonly { readonly report?: string }[];
  const text = answers.findLast((answer) => answer.report !== undefined)!.report!;
  // WebDriver BiDi tells nothing of downloads.
  if (browserName === 'chromium') {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the report' }).click();
    expect(readFileSync(await (await downloading).path(), 'utf8')).toBe(text);
  }
  const report = JSON.parse(text) as Report;
  expect(canonicalJson(report.measurement)).toBe(canonicalJson(JSON.parse(stdout)));
  expect(report.diagnosis).toEqual(diagnose(draw.factors, draw.codes));
  expect(text).toBe(`${canonicalJson(report)}\n`);
  await expect(page.locator('[data-measure-command]')).toHaveText(
    "npm run -s measure -- --factors 'my factors.npy' --codes codes.npy --seed 3 --split seeded --json",
  );
});

test('the codes are diagnosed, and judged by the cell that is nearest', async ({ page }) => {
  await openPage(page);
  await choose(page, FACTORS, CODES);
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(panel(page)).toHaveAttribute('data-state', 'finished');
  await expect(page.getByText('The codes are linear-entangled, matched.')).toBeVisible();
  const trust = page.locator('[data-measure-trust]');
  await expect(trust).toContainText('Dense linear (E3) on Equicorrelated Gaussian (D2)');
  await page.getByLabel('Factors like these were drawn as').selectOption('D1');
  await expect(trust).toContainText('Dense linear (E3) on Independent Gaussian (D1)');
  await expect(trust.getByRole('link', { name: 'R² with intercept' })).toBeVisible();
});

test('text and Parquet are read as arrays are; noise and arrays on their side are called so', async ({ page }) => {
  const tables = join(import.meta.dirname, '../arrays/data/files');
  const noise = join(import.meta.dirname, '../arrays/data/measure-transposed-noise');
  const row = page.getByRole('region', { name: 'Scores of your arrays' }).locator('[data-metric="mcc_pearson"]');
  await openPage(page);
  await choose(page, join(tables, 'pandas.csv'), join(tables, 'polars.parquet'));
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(panel(page)).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('[data-measure-remarks]')).toHaveText(
    'pandas.csv: the first column numbers the rows and was left out.',
  );
  await expect(row.locator('.score-value')).toHaveText('1.000');
  await choose(page, join(noise, 'zT.npy'), join(noise, 'cT.npy'));
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.locator('[data-measure-remarks]')).toContainText('More columns than rows');
  await expect(row).toContainText('not above chance (0.982 expected)');
});

test('nothing is sent anywhere', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postDataBuffer() !== null) sent.push(`${request.method()} ${request.url()}`);
  });
  await openPage(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("form-action 'none'");
  await choose(page, FACTORS, CODES);
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(panel(page)).toHaveAttribute('data-state', 'finished');
  expect(sent).toEqual([]);
});

test.describe('bad files give one clear line', () => {
  const nan = Float64Array.of(1, NaN, 3, 4);
  const cases: readonly (readonly [string, string | Uint8Array, string | Uint8Array, RegExp])[] = [
    ['no array', 'hello', formatNpy(Float64Array.of(1, 2), [2, 1]), /^a\.npy .+: .+\.$/],
    [
      'a file cut short',
      formatNpy(Float64Array.of(1, 2), [2, 1]).subarray(0, 130),
      formatNpy(Float64Array.of(1, 2), [2, 1]),
      /cut short or damaged/,
    ],
    [
      'other rows',
      formatNpy(Float64Array.of(1, 2), [2, 1]),
      formatNpy(Float64Array.of(1, 2, 3), [3, 1]),
      /^b\.npy has 3 rows where a\.npy has 2/,
    ],
    ['not a number', formatNpy(nan, [4, 1]), formatNpy(Float64Array.of(1, 2, 3, 4), [4, 1]), /^a\.npy entry at row 1, column 0/],
    [
      'several arrays',
      readFileSync(SEVERAL),
      formatNpy(Float64Array.of(1, 2), [2, 1]),
      /^a\.npy holds several arrays: "x", "z": save the one/,
    ],
    ['three axes', formatNpy(nan, [2, 2, 1]), formatNpy(nan, [4, 1]), /^a\.npy has 3 axes/],
  ];
  for (const [what, factors, codes, line] of cases)
    test(what, async ({ page }) => {
      await openPage(page);
      const fileOf = (name: string, content: string | Uint8Array) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(content as Uint8Array),
      });
      await page.getByLabel('Factors', { exact: true }).setInputFiles(fileOf('a.npy', factors));
      await page.getByLabel('Codes', { exact: true }).setInputFiles(fileOf('b.npy', codes));
      await page.getByRole('button', { name: 'Measure', exact: true }).click();
      await expect(page.getByRole('alert')).toHaveText(line);
      await expect(page.getByRole('alert').getByRole('paragraph')).toHaveCount(1);
      await expect(panel(page)).toHaveAttribute('data-state', 'faulty');
    });

  test('a file that is missing', async ({ page }) => {
    await openPage(page);
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('Choose the file of factors first.');
  });
});

test('the example is measured, and can be cancelled', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Try it with an example' }).click();
  await expect(panel(page)).toHaveAttribute('data-state', 'finished');
  await expect(page.getByRole('region', { name: 'Scores of your arrays' }).locator('.score-value')).toHaveCount(
    metricsOfCost('fast').length,
  );
  await page.getByText('Seed, split, slow metrics').click();
  await page.getByLabel(/slow metrics too/).check();
  await page.getByRole('button', { name: 'Try it with an example' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Cancelled.' })).toBeVisible();
});
