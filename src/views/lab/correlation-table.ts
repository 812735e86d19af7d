import { formatScore } from '../format.ts';
import { markup, type MarkupElement } from '../markup.ts';
import { codeName, factorName, type Matching } from './matched-pairs.ts';

const DECIMALS = 2;
/** Shades of the heat map, from no correlation to a full one. */
const SHADES = 10;

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

/**
 * Correlations of every factor with every code: a table that is coloured, so that the numbers are at hand.
 *
 * @param label of the region, where a page has several
 */
export function correlationTable(
  { kind, correlations, pairs }: Matching,
  label = 'Correlations of factors and codes',
): MarkupElement {
  const codes = correlations[0]?.length ?? 0;
  const isMatched = (factor: number, code: number) => pairs.some((pair) => pair.factor === factor && pair.code === code);
  return markup(
    'div',
    { class: 'table-region', role: 'region', 'aria-label': label, tabindex: '0' },
    markup(
      'table',
      { class: 'heat-table' },
      markup('caption', {}, `${kind} correlation of each factor (rows) with each code (columns). Outlined: matched.`),
      markup(
        'thead',
        {},
        markup(
          'tr',
          {},
          markup('td', {}),
          Array.from({ length: codes }, (_, code) => markup('th', { scope: 'col' }, codeName(code))),
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
            row.map((correlation, code) => correlationCell(correlation, isMatched(factor, code))),
          ),
        ),
      ),
    ),
  );
}
