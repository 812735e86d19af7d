import type { MetricKey } from '../../metrics/catalogue.ts';
import type { Expectation } from '../../evaluation/certification.ts';
import { ABSENT, formatScore } from '../format.ts';
import { metricPath, siteLink } from '../links.ts';
import { markup, type Markup, type MarkupElement } from '../markup.ts';
import { describePredicates } from '../predicates.ts';
import { verdictMark } from '../verdict-mark.ts';
import type { ScoreRow } from './score-rows.ts';

/** What is true of the claim, in a word. */
const TRUTHS: Readonly<Record<Expectation, string>> = { recovered: 'true', unrecovered: 'false', null: 'noise' };

const BAR_WIDTH = 100;
const BAR_HEIGHT = 8;

function bar(score: number): MarkupElement {
  const width = Math.round(Math.max(0, Math.min(1, score)) * BAR_WIDTH);
  return markup(
    'svg',
    {
      class: 'score-bar',
      viewBox: `0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    markup('rect', { class: 'score-bar__range', width: BAR_WIDTH, height: BAR_HEIGHT }),
    markup('rect', { class: 'score-bar__value', width, height: BAR_HEIGHT }),
  );
}

function scoreCell({ score, metric, diagnostics }: ScoreRow): MarkupElement {
  if (score === undefined) return markup('td', { class: 'number soft' }, metric.cost === 'slow' ? 'slow' : '…');
  const reason: Markup | null =
    score === null ? markup('span', { class: 'sub' }, diagnostics[0]?.message ?? 'no score') : bar(score);
  return markup(
    'td',
    { class: score === null ? '' : 'number' },
    markup('span', { class: 'score-value' }, formatScore(score)),
    reason,
  );
}

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
