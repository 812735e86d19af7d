/** A part of the documents, in the order that teaches: what the numbers mean before how to make one's own. */
export interface DocumentPart<Page> {
  readonly title: string;
  readonly pages: readonly Page[];
}

const PARTS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'Understand the numbers', ids: ['methodology', 'statistics'] },
  { title: 'Check and reuse them', ids: ['reproduce', 'api'] },
  { title: 'Submit an encoder', ids: ['submit', 'pull-request', 'operators'] },
  { title: 'Extend the registry', ids: ['add-a-metric', 'add-a-dgp', 'add-a-track'] },
  { title: 'Run the registry', ids: ['many-machines', 'performance', 'governance'] },
];

const REST = 'More';

/** Arranges documents in parts. One that no part names comes last, so that none is lost. */
export function arrangeDocuments<Page extends { readonly id: string }>(pages: readonly Page[]): DocumentPart<Page>[] {
  const named = new Set(PARTS.flatMap(({ ids }) => ids));
  const find = (id: string) => pages.filter((page) => page.id === id);
  const rest = pages.filter(({ id }) => !named.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...PARTS.map(({ title, ids }) => ({ title, pages: ids.flatMap(find) })), { title: REST, pages: rest }].filter(
    (part) => part.pages.length > 0,
  );
}

/** The documents before and after one, across parts; null at either end. */
export function neighboursOf<Page extends { readonly id: string }>(
  pages: readonly Page[],
  id: string,
): { previous: Page | null; next: Page | null } {
  const all = arrangeDocuments(pages).flatMap((part) => part.pages);
  const place = all.findIndex((page) => page.id === id);
  return { previous: all[place - 1] ?? null, next: all[place + 1] ?? null };
}
