import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { BASE_PATH, SITE_FOLDER } from './site.ts';

/** What a page may weigh before any click, in bytes, compressed as the server sends it. */
export const BUDGETS = { document: 60_000, script: 30_000, stylesheet: 15_000 } as const;

type Kind = keyof typeof BUDGETS;

const isKind = (name: string): name is Kind => name in BUDGETS;

/** Counts what a page loads from now on, by kind. */
export function weigh(page: Page): Readonly<Record<Kind, number>> {
  const weights: Record<Kind, number> = { document: 0, script: 0, stylesheet: 0 };
  page.on('requestfinished', (request) => {
    const kind = request.resourceType();
    if (!isKind(kind)) return;
    const { pathname } = new URL(request.url());
    const name = pathname.slice(BASE_PATH.length).replace(/(^|\/)$/, '$1index.html');
    weights[kind] += gzipSync(readFileSync(join(SITE_FOLDER, name))).length;
  });
  return weights;
}
