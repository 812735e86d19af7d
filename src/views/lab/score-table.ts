import type { MetricKey } from '../../metrics/catalogue.ts';
import type { Expectation } from '../../evaluation/certification.ts';
import { ABSENT, formatScore } from '../format.ts';
import { metricPath, siteLink } from '../links.ts';
import { markup, type MarkupElement } from '../markup.ts';
import { describePredicates } from '../predicates.ts';
import { scoreCell } from '../score-cell.ts';
import { verdictMark } from '../verdict-mark.ts';
import type { ScoreRow } from './score-rows.ts';

/** What is true of the claim, in a word. */
const TRUTHS: Readonly<Record<Expectation, string>> = { recovered: 'true', unrecovered: 'false', null: 'noise' };

function tableRow(row: ScoreRow, highlighted: boolean): MarkupElement {
  const { metric, expectation, verdict, score, atlas } = row;
  return markup(
    'tr',
    { class: highlighted ? 'is-highlighted' : undefined, 'data-metric': metric.key },
    markup(
      'th',
      { scope: 'row' },
      markup('a', { href: siteLink(metricPath(metric.key)) }, metric.title),
      markup('span', { class: 'sub' }, `claims: ${describePredicates(metric.certifies)}`),
    ),
    scoreCell(row),
    markup('td', { class: `truth truth--${expectation}` }, TRUTHS[expectation]),
    markup(
      'td',
      {},
      verdict ? verdictMark(verdict) : markup('span', { class: 'soft' }, score === undefined ? ABSENT : 'a matter of degree'),
    ),
    markup(
      'td',
      {},
      atlas ? verdictMark(atlas.verdict) : markup('span', { class: 'soft' }, ABSENT),
      atlas ? markup('span', { class: 'sub' }, `mean ${formatScore(atlas.mean)}, ${atlas.seeds} seeds`) : null,
    ),
  );
}

/** All metrics on the draw: what each claims, whether that is so, and what its score makes of it. */
export function scoreTable(rows: readonly ScoreRow[], highlighted: MetricKey): MarkupElement {
  return markup(
    'div',
    { class: 'table-region', role: 'region', 'aria-label': 'Scores of this draw', tabindex: '0' },
    markup(
      'table',
      { class: 'table--wide lab-scores' },
      markup('caption', {}, 'Every metric on this one draw, beside what the atlas says over its seeds.'),
      markup(
        'thead',
        {},
        markup(
          'tr',
          {},
          ['Metric and claim', 'Score', 'Claim here', 'This draw', 'Atlas'].map((title) =>
            markup('th', { scope: 'col', class: title === 'Score' ? 'number' : undefined }, title),
          ),
        ),
      ),
      markup(
        'tbody',
        {},
        rows.map((row) => tableRow(row, row.metric.key === highlighted)),
      ),
    ),
  );
}
