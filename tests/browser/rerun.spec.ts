/** The promise of every result page: the reader's browser computes what Node computed, bit for bit. */
import { requireBoard } from '../../src/boards/catalogue.ts';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { formatScore } from '../../src/views/format.ts';
import type { Receipt } from '../../src/views/rerun/receipt.ts';
import { metricWords } from '../../src/views/track-words.ts';
import { readReports, watchWorkers } from './support/reports.ts';
import { readNodeRecord, readOlderRecord, readReportedRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const record = readNodeRecord();
const { measured } = record;
const { browserPanel } = requireBoard(measured.track.id);

async function openResult(page: Page, { result_digest } = record): Promise<void> {
  await watchWorkers(page);
  await page.goto(`./r/${result_digest.slice(0, 12)}/`);
}

const panel = (page: Page) => page.getByRole('group', { name: /recompute/i });
const start = (page: Page) => panel(page).getByRole('button', { name: 'Rerun in this browser' });
const outcome = (page: Page) => panel(page).getByRole('status');

/** Which models are run: `first`, `main` or `all`. */
async function choose(page: Page, scope: string): Promise<void> {
  await panel(page).locator(`input[name="rerun-scope"][value="${scope}"]`).check();
}

/** How many processors the page believes to have decides how many workers it starts. */
async function pretendProcessors(page: Page, count: number): Promise<void> {
  await page.addInitScript((value) => Object.defineProperty(navigator, 'hardwareConcurrency', { value }), count);
}

for (const [workers, processors] of [
  ['one worker', 2],
  ['two workers', 4],
] as const)
  test(`a record that Node made is recomputed bit for bit by ${workers}`, { tag: '@engine' }, async ({ page }) => {
    await pretendProcessors(page, processors);
    await openResult(page);
    await choose(page, 'main');
    await start(page).click();
    await expect(outcome(page)).toContainText(/identical/i);
    await expect(panel(page).getByRole('cell', { name: 'identical' })).toHaveCount(
      measured.models.main.length * (1 + browserPanel.length),
    );

    const { metric, part } = requireBoard(measured.track.id).primary;
    const scores = measured.models.main.map(({ metrics }) => metrics[metric]![part]!);
    const headline = formatScore(scores.reduce((sum, score) => sum + score, 0) / scores.length);
    await expect(outcome(page)).toContainText(`The headline ${headline} is the mean of ${scores.length} instances`);
    await expect(outcome(page)).toContainText(`${scores.length} of ${scores.length} identical, and so is the mean.`);

    // The page's own verdict is not evidence: compare what the worker computed with what Node wrote.
    const reports = await readReports(page);
    const outcomes = reports
      .flatMap((report) => (report.kind === 'measured' ? [report] : []))
      .toSorted((a, b) => a.index - b.index)
      .map(({ outcome }) => outcome);
    expect(outcomes.map(({ codes }) => codes.recomputed)).toEqual(measured.models.main.map(({ codes_sha256 }) => codes_sha256));
    for (const [index, { metrics }] of measured.models.main.entries()) {
      const recorded = Object.fromEntries(browserPanel.map((key) => [key, metrics[key]]));
      expect(outcomes[index]!.recomputed).toEqual(recorded);
    }

    const steps = reports.flatMap((report) => (report.kind === 'working' ? [report] : []));
    const shares = steps.map(({ share }) => share);
    expect(shares, 'the bar never goes back').toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const last = steps.filter(({ what }) => what.endsWith(`${browserPanel.length} of ${browserPanel.length} metrics`));
    expect(last, 'each model’s metrics are told as they are computed').toHaveLength(measured.models.main.length);
  });

test('one instance does not prove the headline, and the page says so', async ({ page }) => {
  await openResult(page);
  await choose(page, 'first');
  await start(page).click();
  await expect(outcome(page)).toContainText(`1 of ${measured.models.main.length} instances run, 1 identical`);
  await expect(outcome(page)).toContainText('so it is not reproduced yet');
});

test('columns have the names of metrics, as the rest of the page', async ({ page }) => {
  await openResult(page);
  await start(page).click();
  for (const key of browserPanel)
    await expect(panel(page).getByRole('columnheader', { name: metricWords(key).title, exact: true })).toBeVisible();
});

test('while the runtime loads, its bytes are told and the bar moves', { tag: '@engine' }, async ({ page }) => {
  await openResult(page);
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
  const loading = (await readReports(page)).flatMap((report) =>
    report.kind === 'working' && report.what.startsWith('Loading the runtime') ? [report] : [],
  );
  expect(loading.length).toBeGreaterThan(1);
  expect(loading[0]!.what).toMatch(/: [\d.]+ [kM]B of 14\.\d MB$/);
  expect(loading.at(-1)!.share).toBeGreaterThan(loading[0]!.share);
});

test('a rerun leaves a receipt to copy or save', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'WebDriver BiDi does not report downloads');
  await openResult(page);
  const save = panel(page).getByRole('button', { name: 'Save the receipt' });
  await expect(save).toBeHidden();
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
  const download = page.waitForEvent('download');
  await save.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(
    new RegExp(`^rerun-${record.result_digest.slice(0, 12)}-\\d{4}-\\d\\d-\\d\\d\\.json$`),
  );
  const receipt = JSON.parse(await readFile(await file.path(), 'utf8')) as Receipt;
  expect(receipt).toMatchObject({
    schema: 'custodes/rerun-receipt/1',
    result_digest: record.result_digest,
    suite: measured.suite,
    outcome: 'identical',
    comparisons: { different: 0 },
  });
  expect(receipt.models.map(({ codes_sha256 }) => codes_sha256)).toContain(measured.models.main[0]!.codes_sha256);
  expect(receipt.browser).toContain('Mozilla');
  await panel(page).getByText('Receipt:').click();
  await expect(panel(page).locator('pre')).toContainText(record.result_digest);
});

test('supplied codes are measured again to the same numbers', { tag: '@engine' }, async ({ page }) => {
  const reported = readReportedRecord();
  await openResult(page, reported);
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
  const [first] = (await readReports(page)).flatMap((report) => (report.kind === 'measured' ? [report.outcome] : []));
  const panelKeys = requireBoard(reported.measured.track.id).browserPanel;
  const { metrics } = reported.measured.models.main[0]!;
  expect(first!.recomputed).toEqual(Object.fromEntries(panelKeys.map((key) => [key, metrics[key]])));
});

test('a record of an older suite is left to the engine that made it', async ({ page }) => {
  const older = readOlderRecord();
  await openResult(page, older);
  await expect(panel(page)).toContainText(`suite ${older.measured.suite.version}`);
  await expect(panel(page)).toContainText(`${older.result_digest.slice(0, 12)}.json`);
  await expect(start(page)).toHaveCount(0);
});

test('nothing is loaded before the click', { tag: '@engine' }, async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await openResult(page);
  await expect(start(page)).toBeEnabled();
  expect(loaded.filter((path) => /\.(wasm|onnx|mjs)$/.test(path))).toEqual([]);
});

test('a second rerun takes the runtime and the models from the cache', { tag: '@engine' }, async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(wasm|onnx)$/.test(pathname)) fetched.push(pathname);
  });
  await openResult(page);
  await choose(page, 'first');
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
  expect(fetched).toHaveLength(2);
  await page.reload();
  await choose(page, 'first');
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
  expect(fetched).toHaveLength(2);
});

test('a rerun can be cancelled and started again', { tag: '@engine' }, async ({ page }) => {
  let release = (): void => {};
  const cancelled = new Promise<void>((resolve) => (release = resolve));
  // The runtime arrives only after the click on Cancel, however slow the browser is.
  await page.route('**/*.wasm', async (route) => {
    await cancelled;
    await route.continue().catch(() => {});
  });
  await openResult(page);
  await start(page).click();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(outcome(page)).toContainText('Cancelled before a model was compared.');
  await expect(panel(page).getByRole('table')).toBeHidden();
  release();
  await page.unroute('**/*.wasm');
  await start(page).click();
  await expect(outcome(page)).toContainText(/identical/i);
});

test('a runtime that fails ends the rerun, which says so', { tag: '@engine' }, async ({ page }) => {
  await page.route('**/_astro/*.mjs', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export default () => Promise.reject(new Error("no runtime today"));',
    }),
  );
  await openResult(page);
  await start(page).click();
  await expect(outcome(page)).toContainText('no runtime today');
  await expect(start(page)).toBeEnabled();
});

test.describe('tampering', () => {
  /** Flips one bit, so that length and structure stay. */
  function tampered(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes);
    copy[copy.length - 8]! ^= 1;
    return copy;
  }

  for (const [what, pattern] of [
    ['model', '**/models/*.onnx'],
    ['runtime', '**/*.wasm'],
  ] as const) {
    test(`a changed ${what} is refused before it runs`, { tag: '@engine' }, async ({ page }) => {
      await page.route(pattern, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: tampered(await response.body()) });
      });
      await openResult(page);
      await start(page).click();
      await expect(outcome(page)).toContainText(/refused/i);
      expect((await readReports(page)).filter(({ kind }) => kind === 'measured')).toEqual([]);
    });
  }

  test('a record with another score is refused', async ({ page }) => {
    await page.route('**/record.json', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const changed = text.replace(/"score":0\.\d/, '"score":0.1');
      expect(changed).not.toBe(text);
      await route.fulfill({ response, body: changed });
    });
    await openResult(page);
    await start(page).click();
    await expect(outcome(page)).toContainText(/refused/i);
    expect((await readReports(page)).filter(({ kind }) => kind === 'measured')).toEqual([]);
  });
});
