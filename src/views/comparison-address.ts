/** Results that one comparison can hold. */
export const MOST_COMPARED = 4;

const PERMALINK = /(?:^|\/r\/)([0-9a-f]{12})(?:[0-9a-f]{52})?\/?$/;

/** Digits of the permalinks in a query, each once, at most four. @param search with or without the question mark */
export function parseComparison(search: string): string[] {
  const named = (new URLSearchParams(search).get('r') ?? '').split(',').flatMap((text) => parsePermalink(text) ?? []);
  return [...new Set(named)].slice(0, MOST_COMPARED);
}

/** Digits of a permalink from what a reader pastes: the digits, a whole digest, or an address; null for anything else. */
export function parsePermalink(text: string): string | null {
  return PERMALINK.exec(text.trim())?.[1] ?? null;
}

/** The query that `parseComparison` reads; empty for no result. */
export function formatComparison(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `?r=${ids.join(',')}`;
}
