import { chromium, type Browser, type Locator, type Page } from 'playwright';
import type { SiteInteraction } from '../../src/views/bench-report.ts';
import { median } from './statistics.ts';

/** How much slower than this machine the processor is made. */
export const SLOWDOWN = 4;

/** Long enough for a page to come to rest, for any handler to end, and for the frame after it to be drawn. */
const SETTLING_MILLISECONDS = 1500;

interface Action {
  readonly name: string;
  /** What a reader has done before. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly run: (page: Page) => Promise<void>;
}

/** A key on a control that has the focus already: only what a reader does is an event that browsers time. */
const key = (name: string, selector: string, pressed: string): Action => ({
  name,
  prepare: (page) => page.locator(selector).focus(),
  run: (page) => page.keyboard.press(pressed),
});

const nextOption = (name: string): Action => key(name, `select[name=${name}]`, 'ArrowDown');

/** A press of something, on which the pointer has come to rest before. */
const press = (name: string, find: (page: Page) => Locator): Action => ({
  name,
  prepare: (page) => find(page).hover(),
  run: async (page) => {
    await page.mouse.down();
    await page.mouse.up();
  },
});

const focusAtlas = async (page: Page): Promise<void> => {
  await page.locator('select[name=geometry]').focus();
  const stop = page.locator('[role=gridcell][tabindex="0"]');
  await stop.waitFor({ state: 'attached' });
  await stop.focus();
};

/** What a reader does who has been in the chart before, so that its numbers are there. */
const afterAtlas = ({ name, prepare, run }: Action): Action => ({
  name,
  prepare: async (page) => {
    await focusAtlas(page);
    await prepare?.(page);
  },
  run,
});

const THEME = press('theme', (page) => page.locator('.theme-switch'));

/** What readers do, by page. */
const listActions = ([first, second]: readonly string[]): Readonly<Record<string, readonly Action[]>> => ({
  '': [THEME],
  'tracks/linear-ica/': [
    press('sort', (page) => page.locator('.board .sort-button').nth(1)),
    key('filter', '.board input[name=q]', 'o'),
    press('pin', (page) => page.locator('.board button.pin').first()),
    THEME,
  ],
  'metrics/mcc_pearson/': [press('evidence', (page) => page.locator('button.verdict[popovertarget]').first()), THEME],
  'atlas/': [
    { name: 'arrow key', prepare: focusAtlas, run: (page) => page.keyboard.press('ArrowRight') },
    { name: 'next metric', prepare: focusAtlas, run: (page) => page.keyboard.press('PageDown') },
    press('press', (page) => page.locator('[data-metric=r2] svg')),
    afterAtlas(nextOption('regime')),
    afterAtlas(nextOption('verdict')),
    THEME,
  ],
  'advisor/': [nextOption('factors')],
  [`compare/?r=${first},${second}`]: [nextOption('metric')],
  'lab/': [key('slider', '[data-slider=n]', 'ArrowRight'), nextOption('geometry')],
  [`r/${first}/`]: [THEME],
});

/** Runs in the page: the longest time from an event, from now on, to the next frame. */
function watchEvents(): void {
  const state = globalThis as unknown as { longestEvent: number };
  state.longestEvent = 0;
  const from = performance.now();
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries())
      // An event before which nothing was drawn since is told of late, with all that time.
      if (startTime >= from) state.longestEvent = Math.max(state.longestEvent, duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
}

async function timeAction(browser: Browser, address: string, { prepare, run }: Action): Promise<number> {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  await prepare?.(page);
  await page.waitForTimeout(SETTLING_MILLISECONDS);
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.evaluate(watchEvents);
  await run(page);
  await page.waitForTimeout(SETTLING_MILLISECONDS);
  const milliseconds = await page.evaluate(() => (globalThis as unknown as { longestEvent: number }).longestEvent);
  await page.close();
  return milliseconds;
}

/**
 * What readers wait after a press or a key, from the event to the next frame, on a processor that is slowed down.
 *
 * @param results permalinks of two results
 */
export async function measureInteractions(
  address: string,
  results: readonly string[],
  executablePath: string,
  repeats: number,
): Promise<SiteInteraction[]> {
  const browser = await chromium.launch({ executablePath });
  const found: SiteInteraction[] = [];
  for (const [page, actions] of Object.entries(listActions(results)))
    for (const action of actions) {
      const times: number[] = [];
      for (let run = 0; run < repeats; run++) times.push(await timeAction(browser, address + page, action));
      found.push({ page, action: action.name, milliseconds: median(times) });
    }
  await browser.close();
  return found;
}
