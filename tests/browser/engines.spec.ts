/** Every metric has the same bits in every engine, on inputs of many kinds. */
import { expect, test } from '@playwright/test';
import { engineDigests } from '../support/engine-digests.ts';
import { serveEngine, type EngineSite } from './support/engine-site.ts';
import { evaluateInWebKit, isWebKitInstalled } from './support/webkit.ts';

const INPUTS = 80;
const READY = 'typeof globalThis.engineDigests === "function"';
const DIGESTS = `globalThis.engineDigests(${INPUTS})`;

let site: EngineSite;
let digests: Record<string, string>;

test.beforeAll(async () => {
  site = await serveEngine();
  digests = engineDigests(INPUTS);
});
test.afterAll(async () => await site.close());

test('this browser computes what Node computes', { tag: '@engine' }, async ({ page }) => {
  await page.goto(site.address);
  await page.waitForFunction(READY);
  expect(await page.evaluate(DIGESTS)).toEqual(digests);
});

test('WebKitGTK computes what Node computes', async ({ browserName }) => {
  test.skip(browserName !== 'chromium', 'it is driven without Playwright: once is enough');
  test.skip(!isWebKitInstalled(), 'install webkit2gtk-driver and xvfb');
  expect(await evaluateInWebKit(site.address, READY, DIGESTS)).toEqual(digests);
});
