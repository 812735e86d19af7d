import { existsSync } from 'node:fs';
import { InputError } from '../../src/core/input-error.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import { createSiteServer, listen } from '../../src/runtime/node/static-site.ts';
import { SITE_CATEGORIES, type SiteCategory, type SitePage, type SiteReport } from '../../src/views/bench-report.ts';
import { findFreePort } from '../support/port.ts';
import { measureInteractions, SLOWDOWN } from './interaction.ts';
import { measureLab } from './lab.ts';
import { runLighthouse } from './lighthouse.ts';
import { machineFacts } from './machine.ts';
import { requireChromium } from './require-chromium.ts';
import { median } from './statistics.ts';

/** The five types of page that Lighthouse looks at, one of each. */
const listPages = (result: string): Readonly<Record<string, string>> => ({
  Home: '',
  Leaderboard: 'tracks/linear-ica/',
  Metric: 'metrics/mcc_pearson/',
  Atlas: 'atlas/',
  Result: `r/${result}/`,
});

/** Characters of 2026-11-25. */
const DAY_LENGTH = 10;

interface Audited extends Omit<SitePage, 'kind'> {
  readonly browser: string;
}

async function auditPage(
  address: string,
  page: string,
  form: SitePage['form'],
  chromium: string,
  repeats: number,
): Promise<Audited> {
  const runs: Record<SiteCategory, number>[] = [];
  let below: string[] = [];
  let browser = '';
  for (let run = 0; run < repeats; run++) {
    const { categories, audits, environment } = await runLighthouse(address, form, SITE_CATEGORIES, chromium);
    browser = /Chrome\/[\d.]+/.exec(environment.hostUserAgent)?.[0] ?? environment.hostUserAgent;
    runs.push(
      Object.fromEntries(SITE_CATEGORIES.map((key) => [key, 100 * (categories[key]?.score ?? 0)])) as Record<
        SiteCategory,
        number
      >,
    );
    below = SITE_CATEGORIES.flatMap((key) => categories[key]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id}: ${audits[id]!.displayValue ?? audits[id]!.title}`);
  }
  const scores = Object.fromEntries(SITE_CATEGORIES.map((key) => [key, median(runs.map((run) => run[key]))]));
  return { page, form, scores: scores as Record<SiteCategory, number>, below, browser };
}

/**
 * Runs Lighthouse on each type of page of a built site, and times interactions and the lab.
 *
 * @param folder of the built site
 * @param base path that it was built for
 * @param results permalinks of two results or more
 */
export async function measureSite(
  folder: string,
  base: string,
  results: readonly string[],
  repeats: number,
): Promise<SiteReport> {
  if (!existsSync(folder)) throw new InputError({ path: folder, rule: 'is no built site', fix: 'npm run build' });
  const chromium = await requireChromium();
  const server = createSiteServer(folder, base);
  const address = await listen(server, '127.0.0.1', await findFreePort(), base);
  try {
    const kinds = Object.entries(listPages(results[0]!));
    const progress = startProgress('Lighthouse', 2 * kinds.length);
    const pages: (Audited & { kind: string })[] = [];
    for (const [kind, page] of kinds)
      for (const form of ['mobile', 'desktop'] as const) {
        pages.push({ kind, ...(await auditPage(address + page, page, form, chromium, repeats)) });
        progress.advance();
      }
    progress.stop();
    return {
      schema: 'custodes/bench-site/1',
      measured_on: new Date().toISOString().slice(0, DAY_LENGTH),
      machine: machineFacts(),
      browser: pages[0]!.browser,
      repeats,
      pages: pages.map(({ browser: _, ...page }) => page),
      slowdown: SLOWDOWN,
      interactions: await measureInteractions(address, results, chromium, repeats),
      lab: await measureLab(address, chromium),
    };
  } finally {
    server.close();
  }
}
