import { listPages } from './site.ts';

/** Pages of one kind share a template; two of each show what depends on the data. */
const PAGES_PER_KIND = 2;

/** The first folder and the depth tell templates apart: `r/0123456789ab/` and `r/ba9876543210/` are of one. */
function templateOf(page: string): string {
  const parts = page.split('/').filter((part) => part !== '');
  return `${parts[0] ?? ''} ${parts.length}`;
}

/** Pages of one kind have one template, but each document is prose of its own. */
const kindOf = (page: string): string => (page.startsWith('docs/') ? page : templateOf(page));

/** Whether a page is the first of its template: engines differ in what they make of templates, not of texts. */
export function isFirstOfTemplate(page: string): boolean {
  return listPages().find((other) => templateOf(other) === templateOf(page)) === page;
}

/** Some pages of every kind; all pages where `npm run crawl` asks for them. */
export function samplePages(): string[] {
  if (process.env['BROWSER_TEST_PAGES'] === 'all') return listPages();
  return [...Map.groupBy(listPages(), kindOf).values()].flatMap((pages) => pages.slice(0, PAGES_PER_KIND));
}
