/** What a page may weigh before any click, compressed as the server sends it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { samplePages } from './support/page-kinds.ts';
import { SITE_FOLDER } from './support/site.ts';
import { expect, test } from './support/test.ts';

const BUDGETS = { document: 60_000, script: 30_000, stylesheet: 15_000 } as const;

type Kind = keyof typeof BUDGETS;

const isKind = (name: string): name is Kind => name in BUDGETS;

for (const address of samplePages()) {
  test(`/${address} stays within its budget`, async ({ page }) => {
    const weights: Record<Kind, number> = { document: 0, script: 0, stylesheet: 0 };
    page.on('requestfinished', (request) => {
      const kind = request.resourceType();
      if (!isKind(kind)) return;
      const { pathname } = new URL(request.url());
      const name = pathname.replace(/^\/custodes\//, '').replace(/(^|\/)$/, '$1index.html');
      weights[kind] += gzipSync(readFileSync(join(SITE_FOLDER, name))).length;
    });
    await page.goto(`./${address}`, { waitUntil: 'networkidle' });
    expect(weights.document).toBeGreaterThan(0);
    for (const kind of Object.keys(BUDGETS).filter(isKind)) expect(weights[kind], kind).toBeLessThanOrEqual(BUDGETS[kind]);
  });
}
