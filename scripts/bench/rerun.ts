import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { InputError } from '../../src/core/input-error.ts';
import { SUITE_VERSION } from '../../src/registry/suite/suite-version.ts';
import { createSiteServer, listen } from '../../src/runtime/node/static-site.ts';
import type { RerunBench, RerunTimes } from '../../src/views/bench-report.ts';
import { findFreePort } from '../support/port.ts';
import { machineFacts } from './machine.ts';
import { readCost } from './process-cost.ts';
import { requireChromium } from './require-chromium.ts';
import { readSiteRecords } from './site-records.ts';
import { median } from './statistics.ts';

/** A typical record is one of this track: its instances have five and ten factors by turns. */
const TRACK = 'linear-ica';
/** A busy machine is slow, which is no failure. */
const PATIENCE_MILLISECONDS = 300_000;
/** Until a page has drawn what came into view, and told of the tasks that this took. */
const SETTLE_MILLISECONDS = 500;

const NODE_SCRIPT = new URL('./rerun-in-node.ts', import.meta.url).pathname;

interface Run {
  readonly milliseconds: number;
  readonly longestTask: number;
  readonly memory: number | null;
}

/** Runs in the page: notes when the outcome shows, and the longest task of the main thread until then. */
function watchRerun(): void {
  const state = { finished: 0, longestTask: 0, outcome: '' };
  Object.assign(globalThis, { rerunState: state });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) state.longestTask = Math.max(state.longestTask, duration);
  }).observe({ type: 'longtask' });
  const outcome = document.querySelector<HTMLElement>('[data-run-outcome]')!;
  new MutationObserver(() => {
    if (outcome.hidden) return;
    state.finished = performance.now();
    state.outcome = outcome.dataset['state']!;
  }).observe(outcome, { attributes: true });
}

/** Runs in the page: all models of the record, without the twin's. @returns when the click came */
function clickStart(): number {
  document.querySelector<HTMLInputElement>('input[name="rerun-scope"][value="main"]')!.click();
  const started = performance.now();
  document.querySelector<HTMLButtonElement>('[data-run-start]')!.click();
  return started;
}

/** Sum of the most memory that each process showing pages held. */
async function pageMemory(browser: Browser): Promise<number | null> {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = (await client.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => readCost(id).peak);
  return peaks.every((peak) => peak !== null) ? peaks.reduce((sum, peak) => sum + peak, 0) : null;
}

async function rerunOnce(browser: Browser, page: Page): Promise<Run> {
  const start = page.locator('[data-run-start]:enabled');
  // A reader sees the button before pressing it: what comes into view on the way there is drawn already.
  await start.scrollIntoViewIfNeeded();
  await page.waitForTimeout(SETTLE_MILLISECONDS);
  await page.evaluate(watchRerun);
  const started = await page.evaluate(clickStart);
  await page.waitForFunction(
    () => (globalThis as unknown as { rerunState: { finished: number } }).rerunState.finished > 0,
    undefined,
    { timeout: PATIENCE_MILLISECONDS },
  );
  // Long tasks are told after they end.
  await page.waitForTimeout(SETTLE_MILLISECONDS);
  const state = await page.evaluate(
    () => (globalThis as unknown as { rerunState: { finished: number; longestTask: number; outcome: string } }).rerunState,
  );
  if (state.outcome !== 'identical') throw new Error(`the rerun's outcome is ${state.outcome}`);
  return { milliseconds: state.finished - started, longestTask: state.longestTask, memory: await pageMemory(browser) };
}

interface Typical {
  readonly result: string;
  readonly sizes: Pick<RerunBench, 'models' | 'n' | 'd'>;
}

async function findTypical(folder: string): Promise<Typical> {
  const records = await readSiteRecords(folder);
  const typical = records.find(({ measured }) => measured.track.id === TRACK && measured.status === 'verified');
  if (!typical) {
    const rule = `has no verified record of ${TRACK} under suite ${SUITE_VERSION}`;
    throw new InputError({ path: folder, rule, fix: 'npm run build' });
  }
  const { main } = typical.measured.models;
  const d = [...new Set(main.map((model) => model.d))];
  return { result: typical.result, sizes: { models: main.length, n: main[0]!.n, d } };
}

function summarise(runs: readonly Run[]): RerunTimes {
  const memory = runs.map((run) => run.memory);
  return {
    seconds: median(runs.map(({ milliseconds }) => milliseconds)) / 1000,
    longest_task_ms: Math.max(...runs.map(({ longestTask }) => longestTask)),
    peak_bytes: memory.every((bytes) => bytes !== null) ? Math.max(...memory) : null,
  };
}

/** Times one record of each track in the page: its second rerun, which has runtime and models in the browser's cache. */
async function measureTracks(folder: string, address: string, executablePath: string): Promise<RerunBench['tracks']> {
  const records = (await readSiteRecords(folder)).filter(({ measured }) => measured.status === 'verified');
  const byTrack = Map.groupBy(records, ({ measured }) => measured.track.id);
  const measured: RerunBench['tracks'][number][] = [];
  for (const [id, [record]] of [...byTrack].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const browser = await chromium.launch({ executablePath });
    try {
      const page = await browser.newPage();
      for (const visit of ['first', 'again']) {
        await page.goto(`${address}r/${record!.result}/`, { waitUntil: 'networkidle' });
        const { milliseconds } = await rerunOnce(browser, page);
        if (visit === 'again') measured.push({ id, models: record!.measured.models.main.length, seconds: milliseconds / 1000 });
      }
    } finally {
      await browser.close();
    }
  }
  return measured;
}

/**
 * Reruns all models of a typical record in Chromium and in Node, by turns: with an empty cache, and again from the browser's cache.
 *
 * @param folder of the built site
 * @param base path that it was built for
 * @throws InputError where the site or such a record is missing
 */
export async function measureRerun(folder: string, base: string, repeats: number): Promise<RerunBench> {
  const { result, sizes } = await findTypical(folder);
  const executablePath = await requireChromium();
  const server = createSiteServer(folder, base);
  const address = await listen(server, '127.0.0.1', await findFreePort(), base);
  const node: number[] = [];
  const first: Run[] = [];
  const again: Run[] = [];
  let tracks: RerunBench['tracks'] = [];
  try {
    for (let i = 0; i < repeats; i++) {
      const { stdout } = await promisify(execFile)(process.execPath, [NODE_SCRIPT, folder, result]);
      node.push(Number(stdout) / 1000);
      const browser = await chromium.launch({ executablePath });
      try {
        const page = await browser.newPage();
        await page.goto(`${address}r/${result}/`, { waitUntil: 'networkidle' });
        first.push(await rerunOnce(browser, page));
        await page.reload({ waitUntil: 'networkidle' });
        again.push(await rerunOnce(browser, page));
      } finally {
        await browser.close();
      }
    }
    tracks = await measureTracks(folder, address, executablePath);
  } finally {
    server.close();
  }
  return {
    schema: 'custodes/bench-rerun/2',
    machine: machineFacts(),
    track: TRACK,
    ...sizes,
    node_seconds: median(node),
    first: summarise(first),
    again: summarise(again),
    tracks,
  };
}
