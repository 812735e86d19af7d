import { formatScore } from '../format.ts';
import { markup, type MarkupElement } from '../markup.ts';
import { codeName, factorName, type Matching } from './matched-pairs.ts';

const DECIMALS = 2;
/** Shades of the heat map, from no correlation to a full one. */
const SHADES = 10;
/** More columns than these nobody compares by eye; every pair is in the report and on the command line. */
const SHOWN_CODES = 60;

function correlationCell(correlation: number, matched: boolean): MarkupElement {
  const shade = Math.round(Math.abs(correlation) * SHADES);
  const side = correlation < 0 ? 'negative' : 'positive';
  return markup(
    'td',
    { class: `heat heat--${side} heat--${shade}${matched ? ' heat--matched' : ''}` },
    formatScore(correlation, DECIMALS),
    matched ? markup('span', { class: 'visually-hidden' }, ' matched') : null,
  );
}

/** The codes that are shown, by index: all, or the matched ones and those with the strongest correlations. */
export function selectCodes({ correlations, pairs }: Pick<Matching, 'correlations' | 'pairs'>, most: number): number[] {
  const count = correlations[0]?.length ?? 0;
  const codes = Array.from({ length: count }, (_, code) => code);
  if (count <= most) return codes;
  const matched = new Set(pairs.map(({ code }) => code));
  const strength = codes.map((code) => Math.max(...correlations.map((row) => Math.abs(row[code]!))));
  const byRank = codes.toSorted(
    (a, b) => Number(matched.has(b)) - Number(matched.has(a)) || strength[b]! - strength[a]! || a - b,
  );
  return byRank.slice(0, most).toSorted((a, b) => a - b);
}

/**
 * Correlations of every factor with every code: a table that is coloured, so that the numbers are at hand.
 *
 * @param label of the region, where a page has several
 */
export function correlationTable(matching: Matching, label = 'Correlations of factors and codes'): MarkupElement {
  const { kind, correlations, pairs } = matching;
  const all = correlations[0]?.length ?? 0;
  const codes = selectCodes(matching, SHOWN_CODES);
  const left =
    codes.length < all ? ` Shown are ${codes.length} of ${all} codes: the matched ones, and the strongest others.` : '';
  const isMatched = (factor: number, code: number) => pairs.some((pair) => pair.factor === factor && pair.code === code);
  return markup(
    'div',
    { class: 'table-region', role: 'region', 'aria-label': label, tabindex: '0' },
    markup(
      'table',
      { class: 'heat-table' },
      markup('caption', {}, `${kind} correlation of each factor (rows) with each code (columns). Outlined: matched.${left}`),
      markup(
        'thead',
        {},
        markup(
          'tr',
          {},
          markup('td', {}),
          codes.map((code) => markup('th', { scope: 'col' }, codeName(code))),
        ),
      ),
      markup(
        'tbody',
        {},
        correlations.map((row, factor) =>
          markup(
            'tr',
            {},
            markup('th', { scope: 'row' }, factorName(factor)),
            codes.map((code) => correlationCell(row[code]!, isMatched(factor, code))),
          ),
        ),
      ),
    ),
  );
}
