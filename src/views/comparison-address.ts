/** Results that one comparison can hold. */
export const MOST_COMPARED = 4;

const PERMALINK = /(?:^|\/r\/)([0-9a-f]{12})(?:[0-9a-f]{52})?(?:\/[a-z.]*)?$/;

/** What an address asks to compare. */
export interface ComparisonAddress {
  /** Digits of the permalinks, each once, at most four. */
  readonly ids: readonly string[];
  /** What it names besides: no results, or more than fit. */
  readonly leftOut: readonly string[];
}

/**
 * Reads `?r=A,B` as this site writes it, and `?r=A&r=B` as forms and people do.
 *
 * @param search with or without the question mark
 */
export function parseComparison(search: string): ComparisonAddress {
  const named = new URLSearchParams(search)
    .getAll('r')
    .flatMap((value) => value.split(/[\s,;]+/))
    .filter((text) => text !== '');
  const ids = [...new Set(named.flatMap((text) => parsePermalink(text) ?? []))];
  const strange = named.filter((text) => parsePermalink(text) === null);
  return { ids: ids.slice(0, MOST_COMPARED), leftOut: [...strange, ...ids.slice(MOST_COMPARED)] };
}

/** Digits of a permalink from what a reader pastes: the digits, a whole digest, or an address; null for anything else. */
export function parsePermalink(text: string): string | null {
  return (
    PERMALINK.exec(
      text
        .trim()
        .toLowerCase()
        .replace(/[?#].*$/, ''),
    )?.[1] ?? null
  );
}

/** The query that `parseComparison` reads; empty for no result. */
export function formatComparison(ids: readonly string[]): string {
  return ids.length === 0 ? '' : `?r=${ids.join(',')}`;
}
