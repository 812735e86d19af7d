import { chromium, type Page } from 'playwright';

/** How much slower than this machine the processor is made. */
const SLOWDOWN = 4;

/** Long enough for any handler to end, and for the frame after it to be drawn. */
const SETTLING_MILLISECONDS = 1500;

interface Action {
  readonly page: RegExp;
  readonly action: string;
  readonly run: (page: Page) => Promise<void>;
}

const ACTIONS: readonly Action[] = [
  { page: /^tracks\/./, action: 'sort', run: (page) => page.locator('.board .sort-button').nth(1).click() },
  { page: /^tracks\/./, action: 'filter', run: (page) => page.locator('.board input[name=q]').press('o') },
  { page: /./, action: 'theme', run: (page) => page.locator('.theme-switch').click() },
];

interface Interaction {
  readonly page: string;
  readonly action: string;
  readonly milliseconds: number;
}

/** Runs in the page: the longest time from an event to the next frame. */
function watchEvents(): void {
  const state = globalThis as unknown as { longestEvent: number };
  state.longestEvent = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) state.longestEvent = Math.max(state.longestEvent, duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
}

/** What readers wait after a click or a key, from the event to the next frame, on a processor that is slowed down. */
export async function measureInteraction(
  address: string,
  pages: readonly string[],
  executablePath: string,
): Promise<Interaction[]> {
  const browser = await chromium.launch({ executablePath });
  const found: Interaction[] = [];
  for (const name of pages) {
    for (const { action, run } of ACTIONS.filter((candidate) => candidate.page.test(name))) {
      const page = await browser.newPage();
      await page.goto(address + name, { waitUntil: 'networkidle' });
      const client = await page.context().newCDPSession(page);
      await client.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
      await page.evaluate(watchEvents);
      await run(page);
      await page.waitForTimeout(SETTLING_MILLISECONDS);
      const milliseconds = await page.evaluate(() => (globalThis as unknown as { longestEvent: number }).longestEvent);
      found.push({ page: name, action, milliseconds });
      await page.close();
    }
  }
  await browser.close();
  return found;
}
