import { existsSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { InputError } from '../../src/core/input-error.ts';
import { createSiteServer, listen } from '../../src/runtime/node/static-site.ts';
import type { MachineFacts } from '../../src/views/bench-report.ts';
import { findFreePort } from '../support/port.ts';
import { measureInteraction } from './interaction.ts';
import { machineFacts } from './machine.ts';
import { requireChromium } from './require-chromium.ts';
import { median } from './statistics.ts';

/** The five types of page, one of each. `FIRST_RESULT` stands for some result. */
const FIRST_RESULT = 'r/';
const PAGES = ['', 'tracks/linear-ica/', 'metrics/mcc_pearson/', 'atlas/', FIRST_RESULT] as const;

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

type Category = (typeof CATEGORIES)[number];

/** Scores of one page under one form factor, 0 to 100: medians over the repeats. */
export interface SitePage {
  readonly page: string;
  readonly form: 'mobile' | 'desktop';
  readonly scores: Readonly<Record<Category, number>>;
  /** Audits that cost something, worst first. */
  readonly below: readonly string[];
}

/** What `npm run bench -- site` finds. */
export interface SiteBench {
  readonly schema: 'custodes/bench-site/1';
  readonly machine: MachineFacts;
  readonly pages: readonly SitePage[];
  /** Longest interaction of each, in milliseconds with the processor slowed down four times. */
  readonly interactions: readonly { readonly page: string; readonly action: string; readonly milliseconds: number }[];
}

async function auditPage(
  address: string,
  page: string,
  form: SitePage['form'],
  port: number,
  repeats: number,
): Promise<SitePage> {
  const runs: Record<Category, number>[] = [];
  let below: string[] = [];
  for (let run = 0; run < repeats; run++) {
    const result = await lighthouse(
      address,
      { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] },
      form === 'desktop' ? desktopConfig : undefined,
    );
    const { categories, audits } = result!.lhr;
    runs.push(
      Object.fromEntries(CATEGORIES.map((key) => [key, 100 * (categories[key]?.score ?? 0)])) as Record<Category, number>,
    );
    below = CATEGORIES.flatMap((key) => categories[key]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id}: ${audits[id]!.displayValue ?? audits[id]!.title}`);
  }
  const scores = Object.fromEntries(CATEGORIES.map((key) => [key, median(runs.map((run) => run[key]))]));
  return { page, form, scores: scores as Record<Category, number>, below };
}

/**
 * Runs Lighthouse on each type of page of a built site, and times interactions.
 *
 * @param folder of the built site
 * @param base path that it was built for
 */
export async function measureSite(folder: string, base: string, result: string, repeats: number): Promise<SiteBench> {
  if (!existsSync(folder)) throw new InputError({ path: folder, rule: 'is no built site', fix: 'npm run build' });
  const chromium = await requireChromium();
  const server = createSiteServer(folder, base);
  const address = await listen(server, '127.0.0.1', await findFreePort(), base);
  const chrome = await launch({ chromePath: chromium, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
  const names = PAGES.map((page) => (page === FIRST_RESULT ? `r/${result}/` : page));
  try {
    const pages: SitePage[] = [];
    for (const page of names)
      for (const form of ['mobile', 'desktop'] as const)
        pages.push(await auditPage(address + page, page, form, chrome.port, repeats));
    const interactions = await measureInteraction(address, names, chromium);
    return { schema: 'custodes/bench-site/1', machine: machineFacts(), pages, interactions };
  } finally {
    chrome.kill();
    server.close();
  }
}
